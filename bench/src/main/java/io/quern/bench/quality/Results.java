package io.quern.bench.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs so far, kept in a file: an interrupted benchmark goes on where it stopped. */
final class Results {
  private final Path file;
  private final List<Run> runs = new ArrayList<>();

  private Results(Path file) {
    this.file = file;
  }

  static Results in(Path file) throws IOException {
    Results results = new Results(file);
    if (Files.exists(file)) {
      Files.readAllLines(file).stream().map(Run::fromJson).forEach(results.runs::add);
    }
    return results;
  }

  void add(Run run) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file, run.toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    runs.add(run);
  }

  /** The newest run of that recipe and seed. */
  Optional<Run> find(Experiment experiment, String recipe, long seed) {
    return runs.stream()
        .filter(run -> run.experiment().equals(experiment.id()))
        .filter(run -> run.recipe().equals(recipe) && run.seed() == seed)
        .reduce((earlier, later) -> later);
  }
}
