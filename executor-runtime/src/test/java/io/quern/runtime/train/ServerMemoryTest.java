package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class ServerMemoryTest {
  private static final String SETTING = "spark.quern.ps.memoryLimit";
  private static final long MIB = 1 << 20;

  @Test
  void theSettingCounts() {
    assertThat(limit(conf().set(SETTING, "3g"), "yarn")).isEqualTo(3 * 1024 * MIB);
    assertThat(limit(conf().set(SETTING, "3g"), "local[2]")).isEqualTo(3 * 1024 * MIB);
  }

  @Test
  void inAContainerMostOfTheOverheadIsForTables() {
    assertThat(limit(conf().set("spark.executor.memoryOverhead", "4096"), "yarn"))
        .isEqualTo(3072 * MIB);
    assertThat(limit(conf().set("spark.executor.memory", "20g"), "k8s://host"))
        .isEqualTo(1536 * MIB);
    assertThat(limit(conf(), "yarn")).isEqualTo(288 * MIB);
  }

  @Test
  void serversThatMayShareAContainerShareItsOverhead() {
    SparkConf wide =
        conf().set("spark.executor.memoryOverhead", "4096").set("spark.executor.cores", "8");

    assertThat(limit(wide, "yarn")).isEqualTo(1536 * MIB);
    assertThat(limit(wide.clone().set("spark.task.cpus", "8"), "yarn")).isEqualTo(3072 * MIB);
    assertThat(ServerMemory.from(wide, "yarn", 16).limit()).isEqualTo(384 * MIB);
  }

  @Test
  void tellsWhereTheLimitComesFrom() {
    SparkConf wide = conf().set("spark.executor.cores", "2");

    assertThat(origin(conf().set(SETTING, "3g"), "yarn")).isEqualTo(SETTING);
    assertThat(origin(conf(), "yarn")).isEqualTo("75 % of spark.executor.memoryOverhead");
    assertThat(origin(wide, "k8s://host"))
        .isEqualTo("75 % of spark.executor.memoryOverhead, shared by 2");
    assertThat(origin(conf(), "local[2]")).isEqualTo("half of the machine's memory, shared by 2");
  }

  @Test
  void elsewhereHalfOfTheMachineIsSharedByTheServersOnIt() {
    SparkConf narrow = conf().set("spark.executor.cores", "1");
    long half = limit(narrow, "spark://host:7077");

    assertThat(half).isGreaterThan(100 * MIB);
    assertThat(limit(conf(), "spark://host:7077")).isEqualTo(half / 2);
    assertThat(limit(narrow, "local[*]")).isEqualTo(half / 2);
  }

  @Test
  void aSettingThatIsNoSizeIsRefused() {
    for (String wrong : new String[] {"much", "0", "-1g"}) {
      assertThatThrownBy(() -> limit(conf().set(SETTING, wrong), "yarn"))
          .isInstanceOfSatisfying(
              QuernException.class,
              error -> {
                assertThat(error.code()).isEqualTo(ErrorCode.CONFIG);
                assertThat(error.hint()).contains("Write a number and a unit, for example 8g");
              })
          .hasMessage("Setting '%s' expects a size above 0, found '%s'".formatted(SETTING, wrong));
    }
  }

  private static SparkConf conf() {
    return new SparkConf(false);
  }

  /** Of one of two servers. */
  private static long limit(SparkConf conf, String master) {
    return ServerMemory.from(conf, master, 2).limit();
  }

  private static String origin(SparkConf conf, String master) {
    return ServerMemory.from(conf, master, 2).origin();
  }
}
