package io.quern.bench.quality;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code docs/quality.md}: per group a table of means and spreads beside what others reached. */
final class Report {
  private final Results results;

  Report(Results results) {
    this.results = results;
  }

  String markdown(List<Experiment> experiments, List<Group> groups) throws IOException {
    Map<String, List<Experiment>> byGroup = new LinkedHashMap<>();
    for (Experiment experiment : experiments) {
      byGroup.computeIfAbsent(experiment.group(), name -> new ArrayList<>()).add(experiment);
    }
    StringBuilder text = new StringBuilder();
    text.append("# Learning quality\n\n")
        .append("Written by `bench/quality`, which trains every row below with the scripts in\n")
        .append("`bench/src/main/resources/quality`; nothing is entered by hand. A figure is the\n")
        .append(
            "mean over the seeds ± their standard deviation. Seconds are a rough measure: of the\n")
        .append("whole script, on a machine of two shared cores that other work kept busy.\n");
    for (Group group : groups) {
      List<Experiment> rows = byGroup.getOrDefault(group.name(), List.of());
      if (!rows.isEmpty()) {
        append(text, group, rows);
      }
    }
    return text.append(ReferenceTable.markdown()).toString();
  }

  private void append(StringBuilder text, Group group, List<Experiment> experiments)
      throws IOException {
    Metric metric = experiments.get(0).metric();
    text.append("\n## ").append(group.name()).append("\n\n").append(group.text()).append("\n\n");
    text.append("| | Quern, test ").append(metric.title()).append(" | seeds | gate | ");
    text.append(String.join(" | ", group.anchors()))
        .append(" | seconds a run |\n|---|---|---|---|");
    text.append("---|".repeat(group.anchors().size())).append("---|\n");
    for (Experiment experiment : experiments) {
      text.append(row(experiment)).append('\n');
    }
    text.append("\nBeside what the script says:\n\n");
    for (Experiment experiment : experiments) {
      String said = (experiment.columns() + " " + experiment.options()).strip();
      text.append("- ").append(experiment.name()).append(": `").append(said).append("`\n");
    }
  }

  private String row(Experiment experiment) throws IOException {
    String recipe = ScriptTraining.recipe(experiment);
    List<Run> runs = new ArrayList<>();
    for (long seed : experiment.seeds()) {
      Optional<Run> run = results.find(experiment, recipe, seed);
      run.ifPresent(runs::add);
    }
    Metric metric = experiment.metric();
    String gate = metric.sign() + " " + figure(experiment.gate());
    List<String> cells = new ArrayList<>(List.of(experiment.name()));
    if (runs.isEmpty()) {
      cells.addAll(List.of("not run", "0", gate));
    } else {
      double mean = runs.stream().mapToDouble(Run::figure).average().orElseThrow();
      String verdict = metric.reaches(mean, experiment.gate()) ? "" : " **missed**";
      cells.add(figure(mean) + " ± " + figure(deviation(runs, mean)));
      cells.add(String.valueOf(runs.size()));
      cells.add(gate + verdict);
    }
    cells.addAll(experiment.anchors());
    double seconds = runs.stream().mapToDouble(Run::seconds).average().orElse(Double.NaN);
    cells.add(runs.isEmpty() ? "" : "%.0f".formatted(seconds));
    return "| " + String.join(" | ", cells) + " |";
  }

  /** Of the sample: divided by one less than the number of runs. */
  private static double deviation(List<Run> runs, double mean) {
    if (runs.size() < 2) {
      return 0;
    }
    double squares = runs.stream().mapToDouble(r -> Math.pow(r.figure() - mean, 2)).sum();
    return Math.sqrt(squares / (runs.size() - 1));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /**
   * A table of the report.
   *
   * @param text what was trained on what
   * @param anchors headings of the columns that the experiments' anchors stand in
   */
  record Group(String name, String text, List<String> anchors) {
    Group {
      anchors = List.copyOf(anchors);
    }
  }
}
