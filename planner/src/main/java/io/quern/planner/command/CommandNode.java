package io.quern.planner.command;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.AttributeSet;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Statistics;
import org.apache.spark.sql.catalyst.trees.TreePattern;
import scala.Enumeration;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a Spark command node needs beyond its meaning: all that Scala's case classes and traits
 * would have generated.
 *
 * <p>Spark copies nodes by reflection: a subclass has exactly one constructor, public, and passes
 * its arguments on as {@code elements} in the same order.
 */
abstract class CommandNode extends LogicalPlan implements Command {
  private static final Seq<Enumeration.Value> PATTERNS =
      CollectionConverters.asScala(java.util.List.of(TreePattern.COMMAND())).toSeq();

  private final ResultColumns columns;
  private final Object[] elements;

  CommandNode(ResultColumns columns, Object... elements) {
    this.columns = requireNonNull(columns, "columns is null");
    this.elements = elements.clone();
  }

  /** How the node reads in a plan. */
  abstract String title();

  @Override
  public final Seq<Attribute> output() {
    return columns.attributes();
  }

  @Override
  public final AttributeSet producedAttributes() {
    return outputSet();
  }

  @Override
  public final Statistics stats() {
    return Statistics.DUMMY();
  }

  @Override
  public final Seq<Enumeration.Value> nodePatterns() {
    return PATTERNS;
  }

  /** The trait's initialiser calls this; the value is constant here. */
  @Override
  public final void org$apache$spark$sql$catalyst$plans$logical$Command$_setter_$nodePatterns_$eq(
      Seq<Enumeration.Value> patterns) {}

  @Override
  public final String nodeName() {
    return title();
  }

  @Override
  public final String simpleString(int maxFields) {
    return title();
  }

  @Override
  public final int productArity() {
    return elements.length;
  }

  @Override
  public final Object productElement(int index) {
    return elements[index];
  }

  @Override
  public final boolean canEqual(Object other) {
    return getClass().isInstance(other);
  }

  @Override
  public final boolean equals(Object other) {
    return this == other
        || (other != null
            && getClass() == other.getClass()
            && Arrays.equals(elements, ((CommandNode) other).elements));
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(elements);
  }

  static Seq<LogicalPlan> plans(LogicalPlan... plans) {
    return CollectionConverters.asScala(Arrays.asList(plans)).toSeq();
  }
}
