package io.quern.cli.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PrivateHistoryTest {
  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "load jdbc.`x` where password = 'p' as t;",
        "load jdbc.`x` where `my.Password` = 'p' as t;",
        "load jdbc.`x` options (url = 'u', \"password\" = \"p\") as t;",
        "create table t using jdbc options (password 'p');",
        "set spark.hadoop.fs.s3a.secret.key = abc;",
        "set fs.s3a.access-key = abc;",
        "load jdbc.`x` where url = 'jdbc:h2:x;password=p' as t;",
        "set api_key = abc;"
      })
  void statementsWithSecretsAreNotKept(String statement) {
    assertThat(Secrets.isIn(statement)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select token, password from users;",
        "select count(*) as secrets from t where name = 'x';",
        "train t as DeepCTR.`/m` where label = 'click' and seed = 3;",
        "-- password\nselect 1 = 1;"
      })
  void statementsThatOnlyNameThemAre(String statement) {
    assertThat(Secrets.isIn(statement)).isFalse();
  }

  @Test
  void theFileIsItsOwnersAlone() throws IOException {
    Path file = PrivateHistory.file(Map.of(), home).orElseThrow();
    assertThat(file).isEqualTo(home.resolve(".local/state/quern/history"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PrivateHistory.file(Map.of(), home)).contains(file);
  }

  @Test
  void theEnvironmentSaysWhereItIs() {
    assertThat(PrivateHistory.file(Map.of("XDG_STATE_HOME", home + "/state"), home))
        .contains(home.resolve("state/quern/history"));
    assertThat(PrivateHistory.file(Map.of("QUERN_HISTORY", home + "/mine"), home))
        .contains(home.resolve("mine"));
    assertThat(PrivateHistory.file(Map.of("QUERN_HISTORY", ""), home)).isEmpty();
    assertThat(PrivateHistory.file(Map.of("QUERN_HISTORY", "/proc/no/such"), home)).isEmpty();
  }
}
