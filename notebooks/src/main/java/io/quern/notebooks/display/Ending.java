package io.quern.notebooks.display;

/** How a training is, or how it has ended. */
public enum Ending {
  RUNNING("Training", "#1f77b4"),
  DONE("Trained", "#2ca02c"),
  CANCELLED("Cancelled", "#8c6d31"),
  FAILED("Failed", "#d62728");

  private final String title;
  private final String colour;

  Ending(String title, String colour) {
    this.title = title;
    this.colour = colour;
  }

  String title() {
    return title;
  }

  String colour() {
    return colour;
  }
}
