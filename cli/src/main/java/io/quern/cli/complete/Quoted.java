package io.quern.cli.complete;

/** Names as a statement has to write them. */
final class Quoted {
  private Quoted() {}

  /** Bare where it can be: letters, digits and underscores, not all of them digits. */
  static String name(String name) {
    return name.matches("\\w*[A-Za-z_]\\w*") ? name : "`" + name.replace("`", "``") + "`";
  }
}
