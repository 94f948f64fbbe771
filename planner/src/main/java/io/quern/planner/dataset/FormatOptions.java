package io.quern.planner.dataset;

import static java.util.Objects.requireNonNull;

import io.quern.api.NearestName;
import io.quern.api.OptionText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.catalyst.csv.CSVOptions$;
import org.apache.spark.sql.catalyst.json.JSONOptions$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The options of a LOAD or SAVE statement, as Spark's source of that format gets them: as they are,
 * and for CSV with quotes that are escaped by doubling where the statement does not say otherwise.
 * That is what RFC 4180 (section 2.7), spreadsheets and databases write; Spark alone expects a
 * backslash, and reads such files wrongly without a word.
 */
record FormatOptions(String format, List<OptionText> options) {
  private static final String CSV = "csv";
  private static final String ESCAPE = "escape";

  /** What every source of files knows, beside what its format does. */
  private static final Set<String> OF_FILES =
      Set.of(
          "path",
          "basePath",
          "pathGlobFilter",
          "recursiveFileLookup",
          "modifiedBefore",
          "modifiedAfter",
          "ignoreCorruptFiles",
          "ignoreMissingFiles",
          "maxRecordsPerFile",
          "partitionOverwriteMode",
          "timeZone");

  FormatOptions {
    requireNonNull(format, "format is null");
    options = List.copyOf(options);
  }

  Map<String, String> forSpark() {
    Map<String, String> all = new LinkedHashMap<>();
    if (isCsv() && !has(ESCAPE)) {
      all.put(ESCAPE, "\"");
    }
    options.forEach(option -> all.put(option.name(), option.text()));
    return all;
  }

  /** What Spark does not say: options that it ignores, and columns that are all text. */
  List<String> notesOnReading() {
    List<String> notes = new ArrayList<>(notesOnNames());
    if (isCsv() && !has("inferSchema") && !has("schema")) {
      notes.add("Every column is text; with inferSchema = true numbers and times are told apart");
    }
    return notes;
  }

  List<String> notesOnNames() {
    Set<String> known = known();
    return known.isEmpty()
        ? List.of()
        : options.stream()
            .map(OptionText::name)
            .filter(name -> !known.contains(name) && !isOfStorage(name))
            .map(name -> ignored(name, known))
            .toList();
  }

  private String ignored(String name, Set<String> known) {
    String hint = NearestName.hint(name, List.copyOf(known)).map(text -> ". " + text).orElse("");
    return "Option '%s' is none of %s's and is ignored%s".formatted(name, format, hint);
  }

  /** In any case; none where they cannot be told. */
  private Set<String> known() {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    ofFormat().map(CollectionConverters::asJava).ifPresent(names::addAll);
    if (!names.isEmpty()) {
      names.addAll(OF_FILES);
    }
    return names;
  }

  private Optional<scala.collection.Set<String>> ofFormat() {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case CSV -> Optional.of(CSVOptions$.MODULE$.getAllOptions());
      case "json" -> Optional.of(JSONOptions$.MODULE$.getAllOptions());
      default -> Optional.empty();
    };
  }

  /** Settings of file systems, such as {@code fs.s3a.endpoint}. */
  private static boolean isOfStorage(String name) {
    return name.contains(".");
  }

  private boolean isCsv() {
    return format.equalsIgnoreCase(CSV);
  }

  private boolean has(String name) {
    return options.stream().anyMatch(option -> option.name().equalsIgnoreCase(name));
  }
}
