package io.quern.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class CacheMemoryTest {
  private static final long MIB = 1 << 20;

  private final SparkConf conf = new SparkConf(false).set("spark.executor.cores", "4");

  @Test
  void workersInOneHeapShareAnEighthOfIt() {
    assertThat(CacheMemory.from(conf, "yarn", 8).limit(1024 * MIB)).isEqualTo(32 * MIB);
    assertThat(CacheMemory.from(conf, "yarn", 2).limit(1024 * MIB)).isEqualTo(64 * MIB);
    assertThat(CacheMemory.from(conf, "local[8]", 8).limit(1024 * MIB)).isEqualTo(16 * MIB);
  }

  @Test
  void noneTakesMoreThanEnough() {
    assertThat(CacheMemory.from(conf, "yarn", 2).limit(65_536 * MIB)).isEqualTo(256 * MIB);
  }

  @Test
  void theSettingCounts() {
    conf.set("spark.quern.worker.cacheMemory", "2g");

    assertThat(CacheMemory.from(conf, "yarn", 8).limit(1024 * MIB)).isEqualTo(2048 * MIB);
  }
}
