package io.quern.cli.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Users and the hashes of their passwords, a line each: {@code name:hash}. Read at every login, so
 * that a change counts at once. Thread-safe.
 */
public final class PasswordFile implements Passwords {
  /** So that an unknown user takes as long as a wrong password. */
  private static final PasswordHash NOBODY = PasswordHash.of("");

  private final Path file;

  public PasswordFile(Path file) {
    this.file = requireNonNull(file, "file is null");
  }

  @Override
  public boolean isRight(String user, String password) {
    Optional<PasswordHash> hash = Optional.ofNullable(read().get(user));
    return hash.orElse(NOBODY).isOf(password) && hash.isPresent();
  }

  /**
   * Adds a user, or changes the password of one.
   *
   * @throws QuernException where the name or the password cannot be one
   */
  public void put(String user, String password) {
    if (!user.matches("[^:\\s\\p{Cntrl}]+")) {
      throw new QuernException(
          ErrorCode.CONFIG, "'%s' is no user name: blanks and ':' are not allowed".formatted(user));
    }
    if (password.isEmpty()) {
      throw new QuernException(ErrorCode.CONFIG, "The password is empty");
    }
    Map<String, PasswordHash> users =
        Files.exists(file) ? new LinkedHashMap<>(read()) : new LinkedHashMap<>();
    users.put(user, PasswordHash.of(password));
    write(users);
  }

  /**
   * Fails where users could not be told.
   *
   * @throws QuernException where the file cannot be read or holds something else
   */
  public void check() {
    if (read().isEmpty()) {
      throw new QuernException(ErrorCode.CONFIG, "File '%s' has no users".formatted(file))
          .withHint("bin/quern server --users FILE --add-user NAME adds one");
    }
  }

  private Map<String, PasswordHash> read() {
    try {
      Map<String, PasswordHash> users = new LinkedHashMap<>();
      for (String line : Files.readAllLines(file, UTF_8)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          int colon = line.indexOf(':');
          PasswordHash hash =
              PasswordHash.parse(line.substring(colon + 1)).orElseThrow(this::damaged);
          users.put(line.substring(0, Math.max(0, colon)), hash);
        }
      }
      return users;
    } catch (IOException e) {
      throw new QuernException(
              ErrorCode.CONFIG, "Cannot read the users of '%s': %s".formatted(file, e), e)
          .withHint("bin/quern server --users FILE --add-user NAME makes it");
    }
  }

  private QuernException damaged() {
    return new QuernException(
        ErrorCode.CONFIG, "File '%s' has lines that are no users".formatted(file));
  }

  private void write(Map<String, PasswordHash> users) {
    String text =
        users.entrySet().stream()
            .map(user -> user.getKey() + ":" + user.getValue() + "\n")
            .collect(Collectors.joining());
    Path absolute = file.toAbsolutePath();
    try {
      Path made =
          Files.createTempFile(
              absolute.getParent(),
              ".users",
              "",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(made, text);
      replace(made, absolute);
    } catch (IOException e) {
      throw new QuernException(ErrorCode.STORAGE, "Cannot write '%s': %s".formatted(file, e), e);
    }
  }

  private static void replace(Path made, Path target) throws IOException {
    try {
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(made, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
