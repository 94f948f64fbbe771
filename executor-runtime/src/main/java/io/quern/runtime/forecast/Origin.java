package io.quern.runtime.forecast;

/** Where a number of a forecast comes from. */
public enum Origin {
  /** Of all rows. */
  COUNTED("counted"),
  /** ANALYZE TABLE has counted it. */
  STATISTICS("table statistics"),
  /** Counted in a sample of the keys of all rows. */
  SAMPLED("about, from a sample of the values"),
  /** From the growth within a sample of the rows. */
  EXTRAPOLATED("extrapolated from the sample"),
  /** From bytes of the source and of what was read of it. */
  BYTES("about, from bytes read"),
  /** From rows of the partitions that were read, of which none was read to its end. */
  PARTITIONS("at least, from some rows of its partitions");

  private final String words;

  Origin(String words) {
    this.words = words;
  }

  /** As people read it. */
  public String words() {
    return words;
  }
}
