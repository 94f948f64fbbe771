package io.quern.udf.metric;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.udf.bridge.Seqs;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal$;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * A metric over the rows of a group: DOUBLE, NULL where the metric is not defined. Rows in which an
 * argument is NULL do not take part.
 */
public final class MetricAggregate<B> extends TypedImperativeAggregate<B> implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Expression NO_GROUP = Literal$.MODULE$.apply(0L);

  private final Metric<B> metric;
  private final List<Expression> arguments;
  private final int mutableOffset;
  private final int inputOffset;
  private final Expression label;
  private final Expression score;
  private final Expression group;

  /**
   * @param arguments in the order of the metric's signature, as {@link Arguments#canonical} made
   *     them
   * @param mutableOffset where Spark keeps the buffer in its aggregation row
   * @param inputOffset likewise, in rows to merge
   */
  public MetricAggregate(
      Metric<B> metric, List<Expression> arguments, int mutableOffset, int inputOffset) {
    this.metric = requireNonNull(metric, "metric is null");
    this.arguments = List.copyOf(arguments);
    this.mutableOffset = mutableOffset;
    this.inputOffset = inputOffset;
    this.label = arguments.get(metric.signature().indexOf(Signature.LABEL));
    this.score = arguments.get(metric.signature().indexOf(Signature.SCORE));
    int place = metric.signature().indexOf(Signature.GROUP);
    this.group = place < 0 ? NO_GROUP : arguments.get(place);
  }

  @Override
  public B createAggregationBuffer() {
    return metric.newBuffer();
  }

  @Override
  public B update(B buffer, InternalRow row) {
    Object labelValue = label.eval(row);
    Object scoreValue = score.eval(row);
    Object groupValue = group.eval(row);
    if (labelValue != null && scoreValue != null && groupValue != null) {
      double number = (Double) scoreValue;
      if (Double.isNaN(number)) {
        throw new QuernException(
            ErrorCode.DATA, "A score is NaN, which %s cannot take".formatted(metric.name()));
      }
      boolean positive = Arguments.isPositive(labelValue, metric);
      metric.add(buffer, number, positive, Arguments.groupKey(groupValue));
    }
    return buffer;
  }

  @Override
  public B merge(B buffer, B other) {
    metric.merge(buffer, other);
    return buffer;
  }

  @Override
  public Object eval(B buffer) {
    double value = metric.value(buffer);
    return Double.isNaN(value) ? null : value;
  }

  @Override
  public byte[] serialize(B buffer) {
    return metric.toBytes(buffer);
  }

  @Override
  public B deserialize(byte[] bytes) {
    return metric.fromBytes(bytes);
  }

  @Override
  public int mutableAggBufferOffset() {
    return mutableOffset;
  }

  @Override
  public int inputAggBufferOffset() {
    return inputOffset;
  }

  @Override
  public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
    return new MetricAggregate<>(metric, arguments, offset, inputOffset);
  }

  @Override
  public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
    return new MetricAggregate<>(metric, arguments, mutableOffset, offset);
  }

  @Override
  public Seq<Expression> children() {
    return Seqs.of(arguments);
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new MetricAggregate<>(metric, Seqs.list(children), mutableOffset, inputOffset);
  }

  @Override
  public DataType dataType() {
    return DataTypes.DoubleType;
  }

  @Override
  public boolean nullable() {
    return true;
  }

  @Override
  public String prettyName() {
    return metric.name();
  }

  @Override
  public int productArity() {
    return 4;
  }

  @Override
  public Object productElement(int index) {
    return switch (index) {
      case 0 -> metric;
      case 1 -> Seqs.of(arguments);
      case 2 -> mutableOffset;
      case 3 -> inputOffset;
      default -> throw new IndexOutOfBoundsException(index);
    };
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof MetricAggregate;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetricAggregate<?> aggregate
        && metric.equals(aggregate.metric)
        && arguments.equals(aggregate.arguments)
        && mutableOffset == aggregate.mutableOffset
        && inputOffset == aggregate.inputOffset;
  }

  @Override
  public int hashCode() {
    return Objects.hash(metric, arguments, mutableOffset, inputOffset);
  }
}
