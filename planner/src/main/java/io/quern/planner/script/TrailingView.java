package io.quern.planner.script;

import static java.util.Objects.requireNonNull;

import io.quern.parser.TrailingAlias;
import io.quern.planner.command.ResultView;
import java.util.Optional;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.classic.SparkSession;

/**
 * Decides what MLSQL's {@code select … as name} means, where it could mean something else to Spark.
 */
final class TrailingView {
  private final SparkSession session;

  TrailingView(SparkSession session) {
    this.session = requireNonNull(session, "session is null");
  }

  /**
   * How to run a statement.
   *
   * @param query for Spark
   * @param view that the result becomes; empty for none
   * @param isAlsoAlias whether Spark reads the name as an alias too
   * @param shadowed the alias of the last relation that would be the view's name if no table had
   *     that name; empty for none
   */
  record Reading(
      String query, Optional<String> view, boolean isAlsoAlias, Optional<String> shadowed) {
    static Reading asItStands(String text) {
      return new Reading(text, Optional.empty(), false, Optional.empty());
    }
  }

  /**
   * A text that is no query of Spark's, but is one without its last two tokens, names a view. A
   * text that is a query runs as it stands; the alias of its last relation names a view beside
   * that, if nothing in the query refers to it and it hides no table.
   */
  Reading read(String text) {
    Reading asItStands = Reading.asItStands(text);
    Optional<TrailingAlias> found = TrailingAlias.of(text);
    if (found.isEmpty()) {
      return asItStands;
    }
    TrailingAlias alias = found.get();
    Optional<LogicalPlan> whole = parse(text);
    Optional<LogicalPlan> without = parse(alias.textWithout());
    if (whole.isEmpty()) {
      return without.isPresent()
          ? new Reading(alias.textWithout(), Optional.of(alias.name()), false, Optional.empty())
          : asItStands;
    }
    boolean isFreeAlias =
        without.isPresent()
            && RelationAliases.count(whole.get(), alias.name())
                > RelationAliases.count(without.get(), alias.name())
            && !RelationAliases.isReferenced(whole.get(), alias.name());
    if (!isFreeAlias) {
      return asItStands;
    }
    return session.catalog().tableExists(ResultView.quoted(alias.name()))
        ? new Reading(text, Optional.empty(), false, Optional.of(alias.name()))
        : new Reading(text, Optional.of(alias.name()), true, Optional.empty());
  }

  private Optional<LogicalPlan> parse(String text) {
    try {
      return Optional.of(session.sessionState().sqlParser().parseQuery(text));
    } catch (Exception e) { // ParseException, which Scala does not declare
      return Optional.empty();
    }
  }
}
