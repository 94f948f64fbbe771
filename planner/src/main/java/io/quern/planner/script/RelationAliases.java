package io.quern.planner.script;

import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedStar;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.QueryPlan;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Looks for an alias in a query as parsed, subqueries and common table expressions included. */
final class RelationAliases {
  private final String alias;
  private int declared;
  private boolean referenced;

  private RelationAliases(String alias) {
    this.alias = alias;
  }

  /** How many relations of {@code query} are called {@code alias}. */
  static int count(LogicalPlan query, String alias) {
    RelationAliases search = new RelationAliases(alias);
    search.visit(query);
    return search.declared;
  }

  /** Whether {@code alias.column} or {@code alias.*} stands anywhere in {@code query}. */
  static boolean isReferenced(LogicalPlan query, String alias) {
    RelationAliases search = new RelationAliases(alias);
    search.visit(query);
    return search.referenced;
  }

  private void visit(TreeNode<?> node) {
    if (node instanceof SubqueryAlias subquery && isAlias(subquery.alias())) {
      declared++;
    }
    if (node instanceof UnresolvedAttribute attribute) {
      refer(attribute.nameParts());
    }
    if (node instanceof UnresolvedStar star && star.target().isDefined()) {
      refer(star.target().get());
    }
    if (node instanceof QueryPlan<?> plan) {
      for (Expression expression : CollectionConverters.asJava(plan.expressions())) {
        visit(expression);
      }
    }
    visitAll(node.children());
    visitAll(node.innerChildren());
  }

  private void visitAll(Seq<?> nodes) {
    for (Object node : CollectionConverters.asJava(nodes)) {
      visit((TreeNode<?>) node);
    }
  }

  private void refer(Seq<String> parts) {
    referenced |= isAlias(parts.head());
  }

  private boolean isAlias(String name) {
    return name.equalsIgnoreCase(alias);
  }
}
