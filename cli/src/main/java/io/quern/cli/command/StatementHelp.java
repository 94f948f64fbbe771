package io.quern.cli.command;

import java.util.Locale;

/** What {@code \help} says about a statement. The examples are statements that parse. */
enum StatementHelp {
  TRAIN(
      "TRAIN learns a model from a table or a query and commits it as the next version at a path.",
      """
      train table | (query)
      as algorithm.`path`
      [ columns ( function(column, ... [, argument => value]) [ as feature ], ... ) ]
      [ where option = value [ and option = value ] ... ]
      [ as view ];
      """,
      """
      train clicks as DeepCTR.`/models/ctr`
      columns (category(user_id, minCount => 2), cross(user_id, city) as user_city)
      where label = "click" and model = "DeepFM" and epochs = 3;
      """),
  EXPLAIN(
      "EXPLAIN in front of TRAIN says what would happen: columns, features, memory, time, and"
          + " whether it fits. Trains and writes nothing.",
      "explain [ extended | codegen | cost | formatted ] train ... ;",
      "explain train clicks as DeepCTR.`/models/ctr` where label = \"click\";"),
  PREDICT(
      "PREDICT adds a column 'probability' to every row of a table or a query.",
      """
      predict table | (query)
      as algorithm.`path`
      [ where version = number | 'tag' ]
      [ as view ];
      """,
      "predict candidates as DeepCTR.`/models/ctr` as scored;"),
  REGISTER(
      "REGISTER makes a model a function of the session, usable wherever a scalar function is.",
      "register algorithm.`path` as function [ where version = number | 'tag' | 'newest' ];",
      """
      register DeepCTR.`/models/ctr` as ctr;
      """),
  LOAD(
      "LOAD makes files a temporary view; options are those of Spark's format.",
      "load format.`path` [ where option = value [ and ... ] ] as view;",
      "load csv.`clicks.csv.gz` where header = true and inferSchema = true as clicks;"),
  SAVE(
      "SAVE writes a table or view to files.",
      """
      save [ overwrite | append | errorIfExists | ignore ] table as format.`path`
      [ where option = value [ and ... ] ]
      [ partition by column, ... ];
      """,
      "save overwrite clicks as parquet.`/data/clicks`;"),
  INCLUDE(
      "INCLUDE runs the statements of another script in place.",
      "include 'path' | format.`path`;",
      "include hdfs.`scripts/tables.sql`;"),
  SHOW_ALGORITHMS(
      "SHOW ALGORITHMS lists what TRAIN can train.", "show algorithms;", "show algorithms;"),
  SHOW_OPTIONS(
      "SHOW OPTIONS lists every option of an algorithm with its type, range and default.",
      "show options for algorithm;",
      "show options for DeepCTR;"),
  SHOW_FUNCTIONS(
      "SHOW FUNCTIONS FOR lists what a COLUMNS clause can call.",
      "show functions for algorithm;",
      "show functions for DeepCTR;"),
  SHOW_MODELS(
      "SHOW MODELS lists the versions of the model at a path, or of the models in that folder.",
      "show models in 'path';",
      "show models in '/models';"),
  SHOW_TRAININGS(
      "SHOW TRAININGS lists yours, running and over, in any process, the last begun first.",
      "show trainings;",
      "show trainings;"),
  SHOW_TRAINING(
      "SHOW TRAINING is the curve of one: a row for each epoch.",
      "show training 'id, or how it begins' | 'newest';",
      "show training 'newest';"),
  CANCEL_TRAINING(
      "CANCEL TRAINING ends one, wherever it runs, and says what is left of it.",
      "cancel training 'id, or how it begins' | 'newest';",
      "cancel training 'newest';"),
  DESCRIBE_MODEL(
      "DESCRIBE MODEL shows columns, features, options and metrics of a model's version.",
      "describe model 'path' [ version number | 'tag' ];",
      "describe model '/models/ctr';"),
  TAG_MODEL(
      "TAG MODEL gives a version a name, which may stand wherever its number may.",
      "tag model 'path' version number as 'tag';",
      "tag model '/models/ctr' version 3 as 'prod';"),
  PROMOTE_MODEL(
      "PROMOTE MODEL gives a version a tag if its metrics are good enough, and fails otherwise.",
      "promote model 'path' version number as 'tag' if metric >= number [ and ... ];",
      "promote model '/models/ctr' version 4 as 'prod' if validationAuc >= 0.79;"),
  RESTORE_MODEL(
      "RESTORE MODEL commits an older version once more, as the newest.",
      "restore model 'path' to version number;",
      "restore model '/models/ctr' to version 3;"),
  DROP_MODEL(
      "DROP MODEL removes a version of a model, a tag, or the whole model.",
      "drop model 'path' [ version number | tag 'tag' ];",
      "drop model '/models/ctr' version 3;");

  private final String description;
  private final String syntax;
  private final String example;

  StatementHelp(String description, String syntax, String example) {
    this.description = description;
    this.syntax = syntax;
    this.example = example;
  }

  /** As it is asked for: {@code SHOW MODELS}. */
  String topic() {
    return name().replace('_', ' ').toUpperCase(Locale.ROOT);
  }

  String description() {
    return description;
  }

  String syntax() {
    return syntax;
  }

  String example() {
    return example;
  }
}
