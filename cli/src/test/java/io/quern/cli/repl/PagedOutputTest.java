package io.quern.cli.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PagedOutputTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void whatFitsGoesToTheScreen() throws IOException {
    Path paged = write("one\ntwo\n");
    assertThat(screen.toString(UTF_8)).isEqualTo("one\ntwo\n");
    assertThat(paged).doesNotExist();
  }

  @Test
  void whatDoesNotGoesToThePagerFromItsFirstLineOn() throws IOException {
    Path paged = write("1\n2\n3\n4\n5\n6\n");
    assertThat(screen.size()).isZero();
    assertThat(paged).hasContent("1\n2\n3\n4\n5\n6\n");
  }

  @Test
  void aPagerThatIsLeftEarlyIsNoFailure() throws IOException {
    PagedOutput output = new PagedOutput(screen, 2, "true");
    output.write("1\n2\n".getBytes(UTF_8));
    output.close();
    assertThat(screen.size()).isZero();
  }

  @Test
  void eachResultHasAPagerOfItsOwn() throws IOException {
    Path paged = folder.resolve("paged");
    PagedOutput output =
        new PagedOutput(screen, 3, "cat >> '" + paged + "'; echo . >> '" + paged + "'");
    output.write("1\n2\n3\n".getBytes(UTF_8));
    output.flush();
    assertThat(paged).hasContent("1\n2\n3\n.\n");
    output.write("4\n".getBytes(UTF_8));
    output.flush();
    assertThat(screen.toString(UTF_8)).isEqualTo("4\n");
    output.write("5\n6\n".getBytes(UTF_8));
    output.close();
    assertThat(paged).hasContent("1\n2\n3\n.\n5\n6\n.\n");
  }

  private Path write(String text) throws IOException {
    Path paged = folder.resolve("paged");
    PagedOutput output = new PagedOutput(screen, 5, "cat > '" + paged + "'");
    output.write(text.getBytes(UTF_8));
    output.close();
    return paged;
  }
}
