package crosscountry.jobs.output;

/** How results are printed. */
public enum OutputFormat {
  /** Aligned columns for people. */
  TABLE,
  /** An array of objects. */
  JSON,
  /** A header and one line per row. */
  CSV
}
