package io.quern.planner.catalog;

import static java.util.Objects.requireNonNull;

import io.quern.api.ErrorCode;
import io.quern.api.NearestName;
import io.quern.api.QuernException;
import io.quern.model.bundle.ModelRepository;
import io.quern.model.bundle.WantedVersion;
import io.quern.parser.tree.MetricCondition;
import io.quern.parser.tree.PlacedText;
import io.quern.planner.command.Action;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * {@code TAG MODEL 'path' VERSION n AS 'name'}, and {@code PROMOTE MODEL … IF metric >= number AND
 * …}, which asks something of the version's metrics before. The tag leaves the version that had it.
 */
public final class TagModel implements Action {
  private final ModelReference model;
  private final PlacedText tag;
  private final List<MetricCondition> conditions;

  /**
   * @param conditions on the metrics of the version's manifest; all have to hold
   * @throws QuernException {@code OPTION}, where the tag is none
   */
  public TagModel(PlacedText path, int version, PlacedText tag, List<MetricCondition> conditions) {
    this.model = ModelReference.numbered(path, version);
    this.tag = requireNonNull(tag, "tag is null");
    this.conditions = List.copyOf(conditions);
    if (!WantedVersion.isTag(tag.text())) {
      throw new QuernException(
              ErrorCode.OPTION,
              "A tag is a letter and up to 63 letters, digits, '.', '_' or '-', and not newest,"
                  + " found '%s'".formatted(tag))
          .at(tag.position());
    }
  }

  @Override
  public String title() {
    return "TagModel [%s]".formatted(model);
  }

  @Override
  public StructType schema() {
    return VersionRow.SCHEMA;
  }

  @Override
  public List<Row> run(SparkSession session) {
    return model.change(session, this::tag);
  }

  private List<Row> tag(ModelRepository repository) {
    int version = model.version().number();
    if (!conditions.isEmpty()) {
      Map<String, Double> metrics = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      metrics.putAll(repository.open(version).manifest().metrics());
      conditions.forEach(condition -> require(condition, metrics));
    }
    repository.tags().set(tag.text(), version);
    return VersionRow.of(model, repository, version);
  }

  private void require(MetricCondition condition, Map<String, Double> metrics) {
    String name = condition.metric().text();
    if (!metrics.containsKey(name)) {
      QuernException unknown =
          new QuernException(
                  ErrorCode.NAME,
                  "Version %s of model '%s' has no metric '%s'"
                      .formatted(model.version(), model.path(), name))
              .at(condition.metric().position());
      throw unknown.withHint(
          NearestName.hint(name, metrics.keySet())
              .orElse("Its metrics: " + String.join(", ", metrics.keySet())));
    }
    double value = metrics.get(name);
    if (!condition.comparison().holds(value, Double.parseDouble(condition.bound().text()))) {
      throw new QuernException(
              ErrorCode.MODEL,
              "Version %s of model '%s' is not promoted: its %s is %s, wanted is %s %s"
                  .formatted(
                      model.version(),
                      model.path(),
                      name,
                      String.format(Locale.ROOT, "%.6f", value),
                      condition.comparison().words(),
                      condition.bound()))
          .at(condition.metric().position())
          .withHint("Tag '%s' is where it was".formatted(tag));
    }
  }

  @Override
  public String toString() {
    return title();
  }
}
