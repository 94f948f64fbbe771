package io.quern.model.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureKeysTest {
  /** Published test vectors; a reference that agrees with them is worth comparing with. */
  @Test
  void referenceKnowsThePublishedVectors() {
    assertThat(ReferenceXxHash.hash(new byte[0], 0)).isEqualTo(0xEF46DB3751D8E999L);
    assertThat(ReferenceXxHash.hash("a".getBytes(UTF_8), 0)).isEqualTo(0xD24EC4F1A98C6E5BL);
    assertThat(ReferenceXxHash.hash("abc".getBytes(UTF_8), 0)).isEqualTo(0x44BC2CF5AD770999L);
    String long43 = "The quick brown fox jumps over the lazy dog";
    assertThat(ReferenceXxHash.hash(long43.getBytes(UTF_8), 0)).isEqualTo(0x0B242D361FDA71BCL);
  }

  @Test
  void keysAreFixedForEver() {
    long salt = FeatureKeys.columnSalt("city");
    assertThat(salt).isEqualTo(ReferenceXxHash.hash("city".getBytes(UTF_8), 0));
    assertThat(FeatureKeys.missing(salt))
        .isEqualTo(ReferenceXxHash.hash(new byte[0], salt ^ 0x9E3779B97F4A7C15L));
    assertThat(FeatureKeys.presence(salt)).isEqualTo(ReferenceXxHash.hash(new byte[0], salt));
    assertThat(FeatureKeys.ofUtf8(salt, new byte[0])).isEqualTo(FeatureKeys.presence(salt));
  }

  @Test
  void keysOfValuesAreTheHashOfTheirBytes() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      long salt = random.nextLong();
      byte[] text = new byte[random.nextInt(80)];
      random.nextBytes(text);
      long integral = random.nextLong() >> random.nextInt(64);
      double number = Double.longBitsToDouble(random.nextLong());
      assertThat(FeatureKeys.ofUtf8(salt, text)).isEqualTo(ReferenceXxHash.hash(text, salt));
      assertThat(FeatureKeys.ofIntegral(salt, integral))
          .isEqualTo(ReferenceXxHash.hash(eightBytes(integral), salt));
      assertThat(FeatureKeys.integralOf(salt, FeatureKeys.ofIntegral(salt, integral)))
          .isEqualTo(integral);
      assertThat(FeatureKeys.ofNumber(salt, number))
          .isEqualTo(ReferenceXxHash.hash(eightBytes(Double.doubleToLongBits(number)), salt));
    }
  }

  @Test
  void negativeZeroIsZero() {
    assertThat(FeatureKeys.ofNumber(5, -0.0)).isEqualTo(FeatureKeys.ofNumber(5, 0.0));
  }

  @Test
  void virtualShardsAscendWithUnsignedKeysAndAreEvenlyFilled() {
    assertThat(FeatureKeys.virtualShard(0)).isZero();
    assertThat(FeatureKeys.virtualShard(-1)).isEqualTo(FeatureKeys.VIRTUAL_SHARDS - 1);
    int[] counts = new int[FeatureKeys.VIRTUAL_SHARDS];
    for (int i = 0; i < 64_000; i++) {
      counts[FeatureKeys.virtualShard(FeatureKeys.ofIntegral(1, i))]++;
    }
    assertThat(IntStream.of(counts).boxed()).allMatch(count -> count > 850 && count < 1150);
  }

  private static byte[] eightBytes(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }
}
