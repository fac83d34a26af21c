package crosscountry.jobs.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis of a panel.
 *
 * @param scale how numbers become places
 * @param from the number at its start
 * @param to the number at its end, greater than {@code from}
 * @param start where it starts in the panel
 * @param end where it ends in the panel
 * @param labelled the numbers that have a label, in ascending order
 */
record Axis(Scale scale, double from, double to, double start, double end, List<Double> labelled) {

  /** What a label counts in, from one on. */
  private static final double[] ROUND = {1, 2, 5};

  private static final String[] THOUSANDS = {"", "k", "M", "G", "T"};

  /** From here on, labels count in thousands. */
  private static final double LONG = 10_000;

  /** In the last places of the numbers at its ends: so many, so that its labels differ. */
  private static final int SHORTEST = 16;

  /** Forgives that tenths are no binary numbers. */
  private static final double ROUNDING = 1e-9;

  /**
   * A label.
   *
   * @param text the number
   * @param at where it is in the panel
   */
  record Tick(String text, String at) {}

  /**
   * Returns a linear axis.
   *
   * @param from the least number to be seen
   * @param to the greatest number to be seen; where it is not greater than the least, the axis gets
   *     a length of its own
   * @param start where it starts in the panel
   * @param end where it ends in the panel
   * @param labels for how many labels it has room
   * @param finest the least distance of two labels, 0 for any
   * @throws IllegalArgumentException if one of the numbers is not finite
   */
  static Axis linear(double from, double to, double start, double end, int labels, double finest) {
    double shortest = SHORTEST * Math.ulp(Math.max(Math.abs(from), Math.abs(to)));
    double last = Math.max(to > from ? to : from + 1, from + shortest);
    double step = Math.max(finest, roundStep((last - from) / labels));
    if (!(step > 0 && Double.isFinite(step))) {
      throw new IllegalArgumentException("no axis goes from " + from + " to " + to);
    }
    List<Double> labelled = new ArrayList<>();
    long first = (long) Math.ceil(from / step - ROUNDING);
    for (long number = first; number * step <= last + ROUNDING * step; number++) {
      labelled.add(number * step);
    }
    return new Axis(Scale.LINEAR, from, last, start, end, labelled);
  }

  /**
   * Returns a logarithmic axis.
   *
   * @param from the least number to be seen, positive
   * @param to the greatest number to be seen, greater than that
   * @param start where it starts in the panel
   * @param end where it ends in the panel
   * @param labels for how many labels it has room
   */
  static Axis logarithmic(double from, double to, double start, double end, int labels) {
    List<Double> labelled = new ArrayList<>();
    double decades = Math.log10(to / from);
    boolean onlyPowers = decades * ROUND.length > labels;
    int stride = Math.max(1, (int) Math.ceil(decades / labels));
    int first = (int) Math.floor(Math.log10(from));
    for (int power = first; power <= Math.log10(to); power += stride) {
      for (double digit : ROUND) {
        double number = digit * Math.pow(10, power);
        if (number >= from && number <= to && (digit == 1 || !onlyPowers)) {
          labelled.add(number);
        }
      }
    }
    return new Axis(Scale.LOGARITHMIC, from, to, start, end, labelled);
  }

  /** Returns the least round number that is not below another one. */
  private static double roundStep(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double digit : ROUND) {
      if (digit * power >= least) {
        return digit * power;
      }
    }
    return 10 * power;
  }

  /** Returns where a number lies in the panel, to a tenth of a pixel. */
  String position(double number) {
    double share = (scale.of(number) - scale.of(from)) / (scale.of(to) - scale.of(from));
    // Plain arithmetic, because a page may hold a hundred thousand of these.
    long tenths = Math.round((start + share * (end - start)) * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }

  /** Returns the labels, from start to end. */
  List<Tick> ticks() {
    return labelled.stream().map(number -> new Tick(text(number), position(number))).toList();
  }

  private String text(double number) {
    if (number == 0) {
      return "0";
    }
    double unit = scale == Scale.LINEAR ? labelled.get(labelled.size() - 1) : number;
    double fine = scale == Scale.LINEAR ? distance() : number;
    int thousands = 0;
    while (unit >= LONG && fine >= 100 && thousands < THOUSANDS.length - 1) {
      thousands++;
      unit /= 1_000;
      fine /= 1_000;
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(fine) + ROUNDING));
    return String.format(Locale.ROOT, "%,." + decimals + "f", number / Math.pow(1_000, thousands))
        + THOUSANDS[thousands];
  }

  private double distance() {
    return labelled.size() < 2 ? Math.abs(labelled.get(0)) : labelled.get(1) - labelled.get(0);
  }
}
