package io.quern.parser;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How each statement is written, with a sentence and an example: the one place that help, hints and
 * the page of the dialect have it from. In the syntax, words in capitals are the user's to choose,
 * {@code [ ]} may be left out, {@code |} parts what may stand there.
 */
public enum StatementForm {
  LOAD(
      "LOAD makes files a temporary view; options are those of Spark's format.",
      "load FORMAT.`PATH` [ where OPTION = VALUE [ and … ] ] as VIEW;",
      "load csv.`clicks.csv.gz` where header = true and inferSchema = true as clicks;"),
  SAVE(
      "SAVE writes a table or view to files.",
      """
      save [ overwrite | append | errorIfExists | ignore ] TABLE as FORMAT.`PATH`
      [ where OPTION = VALUE [ and … ] ]
      [ partition by COLUMN, … ];
      """,
      "save overwrite clicks as parquet.`/data/clicks`;"),
  SELECT(
      "SELECT with AS behind the query makes its result a temporary view and prints nothing.",
      "select … as VIEW;",
      "select * from clicks where day = '2026-05-01' as monday;"),
  SET(
      "SET gives a variable a value, which ${NAME} stands for from then on.",
      "set NAME = VALUE;",
      "set country = 'DE';"),
  INCLUDE(
      "INCLUDE runs the statements of another script in place.",
      "include 'PATH' | FORMAT.`PATH`;",
      "include hdfs.`scripts/tables.sql`;"),
  TRAIN(
      "TRAIN learns a model from a table or a query and commits it as the next version at a path.",
      """
      train TABLE | (QUERY)
      as ALGORITHM.`PATH`
      [ columns ( FUNCTION(COLUMN, … [, ARGUMENT => VALUE, …]) [ as FEATURE ], … ) ]
      where OPTION = VALUE [ and … ]
      [ as VIEW ];
      """,
      """
      train clicks as DeepCTR.`/models/ctr`
      columns (category(user_id, minCount => 2), cross(user_id, city) as user_city)
      where label = "click" and model = "DeepFM" and epochs = 3;
      """),
  EXPLAIN(
      "EXPLAIN in front of TRAIN says what would happen: columns, features, memory, time, and"
          + " whether it fits. Trains and writes nothing.",
      "explain [ extended | codegen | cost | formatted ] train …;",
      "explain train clicks as DeepCTR.`/models/ctr` where label = \"click\";"),
  RUN(
      "RUN is TRAIN by MLSQL's other word.",
      "run TABLE | (QUERY) as ALGORITHM.`PATH` [ columns (…) ] [ where … ] [ as VIEW ];",
      "run clicks as DeepCTR.`/models/ctr` where label = \"click\";"),
  SHOW_ALGORITHMS(
      "SHOW ALGORITHMS lists what TRAIN can train.", "show algorithms;", "show algorithms;"),
  SHOW_OPTIONS(
      "SHOW OPTIONS lists every option of an algorithm with its type, range and default.",
      "show options for ALGORITHM;",
      "show options for DeepCTR;"),
  SHOW_FUNCTIONS(
      "SHOW FUNCTIONS FOR lists what a COLUMNS clause can call.",
      "show functions for ALGORITHM;",
      "show functions for DeepCTR;"),
  SHOW_TRAININGS(
      "SHOW TRAININGS lists yours, running and over, in any process, the last begun first.",
      "show trainings;",
      "show trainings;"),
  SHOW_TRAINING(
      "SHOW TRAINING is the curve of one, a row for each epoch; an id's beginning is enough.",
      "show training 'ID' | 'newest';",
      "show training 'newest';"),
  CANCEL_TRAINING(
      "CANCEL TRAINING ends one, wherever it runs, and says what is left of it.",
      "cancel training 'ID' | 'newest';",
      "cancel training 'newest';"),
  SHOW_MODELS(
      "SHOW MODELS lists the versions of the model at a path, or of the models in that folder.",
      "show models in 'PATH';",
      "show models in '/models';"),
  DESCRIBE_MODEL(
      "DESCRIBE MODEL shows columns, features, options and metrics of a model's version.",
      "describe model 'PATH' [ version NUMBER | 'TAG' ];",
      "describe model '/models/ctr';"),
  TAG_MODEL(
      "TAG MODEL gives a version a name, which may stand wherever its number may.",
      "tag model 'PATH' version NUMBER as 'TAG';",
      "tag model '/models/ctr' version 3 as 'prod';"),
  PROMOTE_MODEL(
      "PROMOTE MODEL gives a version a tag if its metrics are good enough, and fails otherwise.",
      "promote model 'PATH' version NUMBER as 'TAG' [ if METRIC > | >= | < | <= NUMBER [ and … ] ];",
      "promote model '/models/ctr' version 4 as 'prod' if validationAuc >= 0.79;"),
  RESTORE_MODEL(
      "RESTORE MODEL commits an older version once more, as the newest.",
      "restore model 'PATH' to version NUMBER | 'TAG';",
      "restore model '/models/ctr' to version 3;"),
  DROP_MODEL(
      "DROP MODEL removes a version of a model, a tag, or the whole model.",
      "drop model 'PATH' [ version NUMBER | tag 'TAG' ];",
      "drop model '/models/ctr' version 3;"),
  REGISTER(
      "REGISTER makes a model a function of the session, usable wherever a scalar function is.",
      "register ALGORITHM.`PATH` as FUNCTION [ where version = NUMBER | 'TAG' | 'newest' ];",
      "register DeepCTR.`/models/ctr` as ctr;"),
  PREDICT(
      "PREDICT adds a column 'probability' to every row of a table or a query.",
      "predict TABLE | (QUERY) as ALGORITHM.`PATH` [ where version = NUMBER | 'TAG' ] [ as VIEW ];",
      "predict candidates as DeepCTR.`/models/ctr` as scored;");

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern OPTIONS = Pattern.compile("OPTION = VALUE \\[ and … ]");
  private static final Pattern CALLS = Pattern.compile("columns \\( .* \\) ]");

  private final String sentence;
  private final String syntax;
  private final String example;

  StatementForm(String sentence, String syntax, String example) {
    this.sentence = sentence;
    this.syntax = syntax.strip();
    this.example = example.strip();
  }

  /** What its first words are: {@code SHOW MODELS}. */
  public String title() {
    return name().replace('_', ' ');
  }

  /** What it does. */
  public String sentence() {
    return sentence;
  }

  /** One line or several. */
  public String syntax() {
    return syntax;
  }

  /** A statement that parses, in one line or several. */
  public String example() {
    return example;
  }

  /** The form of the statement with that first word; empty where the word leads to several. */
  public static Optional<StatementForm> of(String firstWord) {
    return Arrays.stream(values()).filter(form -> form.name().equals(firstWord)).findFirst();
  }

  /** For clauses in a wrong order: the syntax in one line, without what clauses consist of. */
  String orderHint() {
    String line = BLANKS.matcher(syntax).replaceAll(" ").replaceFirst(";$", "");
    String withoutCalls = CALLS.matcher(line).replaceAll("columns (…) ]");
    return "The order is: " + OPTIONS.matcher(withoutCalls).replaceAll("…");
  }
}
