package io.quern.planner.session;

import io.quern.parser.VariableSubstitution;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.OptionConverters;

/** What {@code ${name}} means: the session's settings, where SET puts variables too. */
public final class SessionVariables {
  private SessionVariables() {}

  /** Substitutes with the settings that {@code session} has at each moment. */
  public static VariableSubstitution of(SparkSession session) {
    return new VariableSubstitution(
        name -> find(session, name),
        CollectionConverters.asJava(session.conf().getAll()).keySet().stream()
            .filter(name -> !name.startsWith("spark."))
            .toList());
  }

  private static Optional<String> find(SparkSession session, String name) {
    return OptionConverters.toJava(session.conf().getOption(name));
  }
}
