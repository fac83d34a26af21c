package crosscountry.jobs.report.page;

/** How an axis comes from numbers to places. */
enum Scale {
  /** Equal differences are equally long. */
  LINEAR,
  /** Equal ratios are equally long; for positive numbers only. */
  LOGARITHMIC;

  /** From this ratio on, the small numbers of a linear axis could not be told apart. */
  private static final double WIDE = 5;

  /** Returns the scale that shows both ends of a range. */
  static Scale suiting(double least, double greatest) {
    return least > 0 && greatest / least > WIDE ? LOGARITHMIC : LINEAR;
  }

  /** Returns a number whose differences are lengths. */
  double of(double number) {
    return this == LINEAR ? number : Math.log10(number);
  }

  /** Returns what is added to a title, so that nobody takes one for the other. */
  String remark() {
    return this == LINEAR ? "" : ", logarithmic";
  }
}
