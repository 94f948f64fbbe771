package io.quern.runtime.data;

import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import scala.reflect.ClassTag$;

/**
 * Results of tasks as bytes, with the serializer that Spark uses for its own closures: the
 * application's choice for data, which may refuse our classes, does not matter.
 */
final class TaskBytes {
  private TaskBytes() {}

  /**
   * @param result serializable
   */
  static <T> byte[] of(T result, Class<T> type) {
    ByteBuffer bytes =
        SparkEnv.get()
            .closureSerializer()
            .newInstance()
            .serialize(result, ClassTag$.MODULE$.apply(type));
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    return copy;
  }

  static <T> T read(byte[] bytes, Class<T> type) {
    return SparkEnv.get()
        .closureSerializer()
        .newInstance()
        .deserialize(ByteBuffer.wrap(bytes), type.getClassLoader(), ClassTag$.MODULE$.apply(type));
  }
}
