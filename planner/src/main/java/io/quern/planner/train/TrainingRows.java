package io.quern.planner.train;

import static java.util.Objects.requireNonNull;

import io.quern.model.feature.ColumnType;
import io.quern.model.feature.InputColumn;
import io.quern.runtime.rows.SparkColumnTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The projection that a training reads: column 0 is the label as DOUBLE, then the features in order
 * and in their canonical types.
 */
final class TrainingRows {
  private final SourceColumns columns;
  private final List<Attribute> attributes;
  private final LogicalPlan source;
  private final Option<String> timeZone;

  /**
   * @param source resolved; its output is {@code columns}, in the same order
   */
  TrainingRows(SourceColumns columns, LogicalPlan source, String timeZone) {
    this.columns = requireNonNull(columns, "columns is null");
    this.source = requireNonNull(source, "source is null");
    this.attributes = CollectionConverters.asJava(source.output());
    this.timeZone = Option.apply(timeZone);
  }

  LogicalPlan project(StructField label, List<InputColumn> inputs) {
    List<NamedExpression> projected = new ArrayList<>();
    projected.add(named(label.name(), label(attribute(label))));
    for (InputColumn input : inputs) {
      StructField column = columns.get("Feature", input.name(), Optional.empty());
      projected.add(named(input.name(), feature(attribute(column), input.type())));
    }
    return new Project(CollectionConverters.asScala(projected).toSeq(), source);
  }

  private Attribute attribute(StructField column) {
    return attributes.get(columns.all().indexOf(column));
  }

  private Expression feature(Attribute attribute, ColumnType type) {
    DataType canonical = SparkColumnTypes.canonical(type);
    return attribute.dataType().equals(canonical)
        ? attribute
        : cast(attribute, canonical, EvalMode.ANSI());
  }

  /** Text that is no number becomes NaN, so that the training counts it as a bad label. */
  private Expression label(Attribute attribute) {
    if (!(attribute.dataType() instanceof StringType)) {
      return cast(attribute, DataTypes.DoubleType, EvalMode.ANSI());
    }
    Expression number = cast(attribute, DataTypes.DoubleType, EvalMode.TRY());
    Expression bad = Literal.create(Double.NaN, DataTypes.DoubleType);
    Expression missing = Literal.create(null, DataTypes.DoubleType);
    Seq<Expression> alternatives = CollectionConverters.asScala(List.of(number, bad)).toSeq();
    return new If(new IsNull(attribute), missing, new Coalesce(alternatives));
  }

  private Cast cast(Expression value, DataType type, scala.Enumeration.Value mode) {
    return new Cast(value, type, timeZone, mode);
  }

  private static Alias named(String name, Expression value) {
    Seq<String> none = CollectionConverters.asScala(List.<String>of()).toSeq();
    return new Alias(value, name, NamedExpression.newExprId(), none, Option.empty(), none);
  }
}
