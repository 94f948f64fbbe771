package io.quern.cli.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PasswordFileTest {
  @TempDir Path folder;

  @Test
  void usersAreKnownByTheirPasswordsWhichAreNotInTheFile() throws IOException {
    Path file = folder.resolve("users");
    PasswordFile users = new PasswordFile(file);
    users.put("ada", "s3cret:with colon");
    users.put("ben", "other");
    users.put("ben", "changed");
    assertThat(users.isRight("ada", "s3cret:with colon")).isTrue();
    assertThat(users.isRight("ada", "S3cret:with colon")).isFalse();
    assertThat(users.isRight("ben", "other")).isFalse();
    assertThat(users.isRight("ben", "changed")).isTrue();
    assertThat(users.isRight("nobody", "")).isFalse();
    assertThat(Files.readString(file)).doesNotContain("s3cret", "changed");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsNoUserFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("users"), "ada:plain\n");
    assertThatThrownBy(() -> new PasswordFile(file).check())
        .hasMessage("File '%s' has lines that are no users".formatted(file));
    assertThatThrownBy(() -> new PasswordFile(folder.resolve("none")).check())
        .hasMessageStartingWith("Cannot read the users of '%s'".formatted(folder.resolve("none")));
    assertThatThrownBy(() -> new PasswordFile(file).put("a:b", "x"))
        .hasMessage("'a:b' is no user name: blanks and ':' are not allowed");
    assertThatThrownBy(() -> new PasswordFile(file).put("a", ""))
        .hasMessage("The password is empty");
  }

  @Test
  void aRightPasswordIsRememberedForAWhileAndAWrongOneNever() {
    List<String> asked = new ArrayList<>();
    AtomicLong now = new AtomicLong();
    Passwords passwords =
        new RememberedPasswords(
            (user, password) -> {
              asked.add(user + "/" + password);
              return password.equals("right");
            },
            now::get);
    assertThat(passwords.isRight("ada", "wrong")).isFalse();
    assertThat(passwords.isRight("ada", "wrong")).isFalse();
    assertThat(passwords.isRight("ada", "right")).isTrue();
    assertThat(passwords.isRight("ada", "right")).isTrue();
    assertThat(passwords.isRight("ada", "wrong")).isFalse();
    now.set(TimeUnit.MINUTES.toNanos(6));
    assertThat(passwords.isRight("ada", "right")).isTrue();
    assertThat(asked)
        .containsExactly("ada/wrong", "ada/wrong", "ada/right", "ada/wrong", "ada/right");
  }
}
