package io.quern.udf.call;

import static java.util.Objects.requireNonNull;

import io.quern.model.bundle.WantedVersion;
import io.quern.udf.bridge.Seqs;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.Expression;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;

/**
 * A SQL function that scores rows with a model: {@code predict}, whose first argument is the
 * model's path, or one that REGISTER bound to a path. Immutable.
 *
 * <p>This is the function builder Spark calls; it reads no file, because Spark holds the session
 * catalog's lock while it runs.
 */
public final class ModelFunction extends AbstractFunction1<Seq<Expression>, Expression>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The function's name in SQL whose first argument is a path. */
  public static final String PREDICT = "predict";

  private final String name;
  private final String path;
  private final WantedVersion version;

  private ModelFunction(String name, String path, WantedVersion version) {
    this.name = requireNonNull(name, "name is null");
    this.path = path;
    this.version = requireNonNull(version, "version is null");
  }

  /** {@code predict('path', …)}. */
  public static ModelFunction predict() {
    return new ModelFunction(PREDICT, null, WantedVersion.NEWEST);
  }

  /**
   * A function bound to one model.
   *
   * @param version what every call uses; the newest and what a tag names, at each statement
   */
  public static ModelFunction of(String name, String path, WantedVersion version) {
    return new ModelFunction(name, requireNonNull(path, "path is null"), version);
  }

  public String name() {
    return name;
  }

  /** The path it is bound to; empty for {@code predict}. */
  Optional<String> path() {
    return Optional.ofNullable(path);
  }

  /** The version it is bound to. */
  WantedVersion version() {
    return version;
  }

  @Override
  public Expression apply(Seq<Expression> arguments) {
    return new ModelCall(this, Seqs.of(Seqs.list(arguments)));
  }
}
