package io.quern.udf.metric;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.QuernException;
import io.quern.udf.bridge.Seqs;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * A metric over the rows of a group: {@code name(label, score)}, DOUBLE, NULL where the metric is
 * not defined. Rows whose label or score is NULL do not take part.
 */
public final class MetricAggregate<B> extends TypedImperativeAggregate<B> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Metric<B> metric;
  private final Expression label;
  private final Expression score;
  private final int mutableOffset;
  private final int inputOffset;

  /**
   * @param label as {@link Labels#label} made it
   * @param score DOUBLE
   * @param mutableOffset where Spark keeps the buffer in its aggregation row
   * @param inputOffset likewise, in rows to merge
   */
  public MetricAggregate(
      Metric<B> metric, Expression label, Expression score, int mutableOffset, int inputOffset) {
    this.metric = requireNonNull(metric, "metric is null");
    this.label = requireNonNull(label, "label is null");
    this.score = requireNonNull(score, "score is null");
    this.mutableOffset = mutableOffset;
    this.inputOffset = inputOffset;
  }

  @Override
  public B createAggregationBuffer() {
    return metric.newBuffer();
  }

  @Override
  public B update(B buffer, InternalRow row) {
    Object labelValue = label.eval(row);
    Object scoreValue = score.eval(row);
    if (labelValue != null && scoreValue != null) {
      double number = (Double) scoreValue;
      if (Double.isNaN(number)) {
        throw new QuernException(
            ErrorCode.DATA, "A score is NaN, which %s cannot order".formatted(metric.name()));
      }
      metric.add(buffer, number, Labels.isPositive(labelValue, metric));
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
    OptionalDouble value = metric.value(buffer);
    return value.isPresent() ? value.getAsDouble() : null;
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
    return new MetricAggregate<>(metric, label, score, offset, inputOffset);
  }

  @Override
  public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
    return new MetricAggregate<>(metric, label, score, mutableOffset, offset);
  }

  @Override
  public Seq<Expression> children() {
    return Seqs.of(List.of(label, score));
  }

  @Override
  public Expression withNewChildrenInternal(IndexedSeq<Expression> children) {
    return new MetricAggregate<>(
        metric, children.apply(0), children.apply(1), mutableOffset, inputOffset);
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
    return 5;
  }

  @Override
  public Object productElement(int index) {
    return switch (index) {
      case 0 -> metric;
      case 1 -> label;
      case 2 -> score;
      case 3 -> mutableOffset;
      case 4 -> inputOffset;
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
        && label.equals(aggregate.label)
        && score.equals(aggregate.score)
        && mutableOffset == aggregate.mutableOffset
        && inputOffset == aggregate.inputOffset;
  }

  @Override
  public int hashCode() {
    return Objects.hash(metric, label, score, mutableOffset, inputOffset);
  }
}
