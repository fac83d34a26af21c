package crosscountry.jobs.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis of a panel.
 *
 * @param from the number at its start
 * @param to the number at its end, greater than {@code from}
 * @param start where it starts in the panel
 * @param end where it ends in the panel
 * @param step the distance of two labels in numbers: 1, 2 or 5 times a power of ten
 */
record Axis(double from, double to, double start, double end, double step) {

  private static final double[] ROUND = {1, 2, 5, 10};

  private static final String[] THOUSANDS = {"", "k", "M", "G", "T"};

  /** From here on, labels count in thousands. */
  private static final double LONG = 10_000;

  /**
   * A label.
   *
   * @param text the number
   * @param at where it is in the panel
   */
  record Tick(String text, String at) {}

  /**
   * Returns an axis.
   *
   * @param from the least number to be seen
   * @param to the greatest number to be seen; where it is not greater than the least, the axis gets
   *     a length of its own
   * @param start where it starts in the panel
   * @param end where it ends in the panel
   * @param labels about how many labels it has room for
   */
  static Axis over(double from, double to, double start, double end, int labels) {
    double last = to > from ? to : from + 1;
    double least = (last - from) / labels;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double step = ROUND[ROUND.length - 1] * power;
    for (int number = ROUND.length - 1; number >= 0 && ROUND[number] * power >= least; number--) {
      step = ROUND[number] * power;
    }
    return new Axis(from, last, start, end, step);
  }

  /** Returns where a number lies in the panel, to a tenth of a pixel. */
  String position(double number) {
    double place = start + (number - from) / (to - from) * (end - start);
    // Plain arithmetic, because a page may hold a hundred thousand of these.
    long tenths = Math.round(place * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }

  /** Returns the labels, from start to end. */
  List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    long first = (long) Math.ceil(from / step - 1e-9);
    long last = (long) Math.floor(to / step + 1e-9);
    for (long number = first; number <= last; number++) {
      ticks.add(new Tick(text(number * step), position(number * step)));
    }
    return ticks;
  }

  private String text(double number) {
    int thousands = 0;
    double scale = 1;
    while (Math.abs(to) / scale >= LONG && step / scale >= 100 && thousands < 4) {
      thousands++;
      scale *= 1_000;
    }
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step / scale) + 1e-9));
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", number / scale);
    return number == 0 ? "0" : text + THOUSANDS[thousands];
  }
}
