package io.quern.acceptance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.quern.acceptance.PageSession.Printed;
import io.quern.cli.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.classic.SparkSession;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every SQL example of the README and of {@code docs/} runs and prints what the page shows. The
 * examples of a page run in their order, in a session and a folder of their own, where {@code
 * pages/<page>.sql} has made the tables, and {@code pages/<page>/} has the files, that the page
 * takes for granted. {@code -Dquern.update=true} writes outputs that are wrong anew, to be read
 * before they are committed.
 */
final class PagesTest {
  private static final Path ROOT = Path.of("..");
  private static final Path FIXTURES = Path.of("src/test/resources/pages");

  /** Examples that cannot run here, with the pages' reasons. */
  private static final List<String> SKIPPED = List.of();

  @TempDir private static Path folder;
  private static LocalSession application;

  @BeforeAll
  static void start() {
    application =
        new LocalSession(
            folder.resolve("copies"),
            Map.of(
                "spark.quern.trainings.folder", "trainings",
                "spark.sql.session.timeZone", "UTC",
                "spark.sql.warehouse.dir", folder.resolve("warehouse").toString()));
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @TestFactory
  Stream<DynamicNode> examplesRunAndPrintWhatThePageShows() throws IOException {
    return pages().stream().filter(page -> !page.examples().isEmpty()).map(PagesTest::node);
  }

  @Test
  void onlyTheseExamplesAreNotRun() throws IOException {
    assertThat(pages()).flatMap(PagesTest::skipped).containsExactlyElementsOf(SKIPPED);
  }

  @Test
  void everyFixtureBelongsToAPage() throws IOException {
    List<String> names = pages().stream().map(Page::name).toList();
    try (Stream<Path> fixtures = Files.list(FIXTURES)) {
      assertThat(fixtures.map(file -> requireNonNull(file.getFileName()).toString()))
          .map(name -> name.replace(".sql", ""))
          .isSubsetOf(names);
    }
  }

  private static List<String> skipped(Page page) {
    return page.examples().stream()
        .flatMap(example -> example.skipped().stream())
        .map(reason -> page.name() + ": " + reason)
        .toList();
  }

  private static List<Page> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), files.sorted())
          .filter(file -> file.toString().endsWith(".md"))
          .map(Page::new)
          .toList();
    }
  }

  private static DynamicNode node(Page page) {
    PageSession session = session(page);
    if (Boolean.getBoolean("quern.update")) {
      return DynamicTest.dynamicTest(page.name(), () -> update(page, session));
    }
    return DynamicContainer.dynamicContainer(
        page.name(),
        page.examples().stream()
            .filter(example -> example.skipped().isEmpty())
            .map(
                example ->
                    DynamicTest.dynamicTest(example.place(), () -> check(example, session))));
  }

  private static PageSession session(Page page) {
    try {
      Path home = Files.createDirectory(folder.resolve(page.name())).toRealPath();
      SparkSession spark = (SparkSession) application.session().newSession();
      PageSession session = new PageSession(spark, home);
      copy(FIXTURES.resolve(page.name()), home);
      Path fixture = FIXTURES.resolve(page.name() + ".sql");
      if (Files.exists(fixture)) {
        Printed printed = session.run(fixture.toString(), Files.readString(fixture), false);
        assertThat(printed.exit()).as(printed.all()).isEqualTo(ExitCode.OK);
      }
      return session;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The files of a folder, where there is one. */
  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }

  private static void check(PageExample example, PageSession session) {
    Printed printed = session.run(example.place(), example.sql(), example.vertical());
    assertEnds(printed, example);
    assertThat(example.shows(printed))
        .as("The page shows\n%s\nPrinted was\n%s", example.output(), printed.all())
        .isTrue();
  }

  private static void assertEnds(Printed printed, PageExample example) {
    assertThat(printed.exit())
        .as("%s\n%s", example.place(), printed.all())
        .isEqualTo(example.fails() ? ExitCode.STATEMENT_FAILED : ExitCode.OK);
  }

  private static void update(Page page, PageSession session) {
    Map<PageExample, String> outputs = new LinkedHashMap<>();
    SoftAssertions ends = new SoftAssertions();
    for (PageExample example : page.examples()) {
      if (example.skipped().isEmpty()) {
        Printed printed = session.run(example.place(), example.sql(), example.vertical());
        ends.check(() -> assertEnds(printed, example));
        if (!example.shows(printed)) {
          outputs.put(example, example.asMuchOf(printed));
        }
      }
    }
    page.write(outputs);
    ends.assertAll();
  }
}
