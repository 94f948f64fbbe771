package io.quern.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.quern.planner.command.ReportUnresolvedSource;
import io.quern.udf.bridge.Seqs;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.junit.jupiter.api.Test;

final class QuernExtensionsTest {
  private final SparkSession session = PlannerSession.open();

  @Test
  void isFoundThroughTheServiceFile() {
    assertThat(ServiceLoader.load(SparkSessionExtensionsProvider.class))
        .hasAtLeastOneElementOfType(QuernExtensions.class);
  }

  @Test
  void isTheSameOnceOrTwice() {
    SparkSessionExtensions extensions = new SparkSessionExtensions();
    new QuernExtensions().apply(extensions);
    new QuernExtensions().apply(extensions);
    AtomicReference<ParserInterface> wrapped = new AtomicReference<>();
    extensions.injectParser(
        (ignored, parser) -> {
          wrapped.set(parser);
          return parser;
        });
    extensions.buildParser(session, new SparkSqlParser());
    assertThat(wrapped.get()).isInstanceOf(QuernSqlParser.class);
    assertThat(((QuernSqlParser) wrapped.get()).spark()).isInstanceOf(SparkSqlParser.class);
    assertThat(Seqs.list(extensions.buildPostHocResolutionRules(session)))
        .filteredOn(ReportUnresolvedSource.class::isInstance)
        .hasSize(1);
  }

  @Test
  void speaksTheDialectInASessionWithBothTheSettingAndTheServiceFile() {
    assertThat(session.sql("show algorithms").columns())
        .containsExactly("algorithm", "description");
  }
}
