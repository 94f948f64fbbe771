package io.quern.bench.quality;

/** The figure that an experiment is judged by: a column of its script's last result. */
enum Metric {
  AUC("auc", "AUC", true),
  LOGLOSS("logloss", "log loss", false);

  private final String column;
  private final String title;
  private final boolean higherIsBetter;

  Metric(String column, String title, boolean higherIsBetter) {
    this.column = column;
    this.title = title;
    this.higherIsBetter = higherIsBetter;
  }

  String column() {
    return column;
  }

  String title() {
    return title;
  }

  boolean reaches(double figure, double gate) {
    return higherIsBetter ? figure >= gate : figure <= gate;
  }

  String sign() {
    return higherIsBetter ? "≥" : "≤";
  }
}
