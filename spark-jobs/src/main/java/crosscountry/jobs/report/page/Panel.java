package crosscountry.jobs.report.page;

import java.util.ArrayList;
import java.util.List;

/**
 * A chart: lines over two axes, in user units that are about one pixel each.
 *
 * @param caption what is drawn against what, for a caption and for who cannot see the picture
 * @param horizontal title of the horizontal axis
 * @param x labels of the horizontal axis
 * @param y labels of the vertical axis
 * @param levels level lines, the first below the others
 * @param lines other lines, the first below the others
 */
record Panel(
    String caption,
    String horizontal,
    List<Axis.Tick> x,
    List<Axis.Tick> y,
    List<Level> levels,
    List<Line> lines) {

  private static final int WIDTH = 384;
  private static final int HEIGHT = 252;
  private static final int LEFT = 52;
  private static final int RIGHT = 374;
  private static final int TOP = 10;
  private static final int BOTTOM = 204;
  private static final int X_LABELS = 5;
  private static final int Y_LABELS = 6;

  /**
   * A level line.
   *
   * @param style the name of its style
   * @param at where it is
   */
  record Level(String style, String at) {}

  /**
   * A line.
   *
   * @param style the name of its style
   * @param path what SVG calls path data
   */
  record Line(String style, String path) {}

  /** Returns how wide the panel is. */
  int width() {
    return WIDTH;
  }

  /** Returns how high the panel is. */
  int height() {
    return HEIGHT;
  }

  /** Returns where the plot begins; labels have room around it. */
  int left() {
    return LEFT;
  }

  /** Returns where the plot ends. */
  int right() {
    return RIGHT;
  }

  /** Returns what is half way between begin and end of the plot. */
  int middle() {
    return (LEFT + RIGHT) / 2;
  }

  /** Returns the upper end of the plot. */
  int top() {
    return TOP;
  }

  /** Returns the lower end of the plot. */
  int bottom() {
    return BOTTOM;
  }

  /** Returns the horizontal axis of a panel that shows an effort, from none on. */
  static Axis upTo(double effort) {
    return Axis.linear(0, effort, LEFT, RIGHT, X_LABELS, 0);
  }

  /** Returns the horizontal axis of a panel that shows what is counted one by one. */
  static Axis upToCount(double count) {
    return Axis.linear(0, count, LEFT, RIGHT, X_LABELS, 1);
  }

  /** Returns the vertical axis of a panel. */
  static Axis vertical(double from, double to) {
    return Axis.linear(from, to, BOTTOM, TOP, Y_LABELS, 0);
  }

  /** Returns the vertical axis of a panel whose numbers, all positive, differ by powers of ten. */
  static Axis verticalOverPowers(double from, double to) {
    return Axis.logarithmic(from, to, BOTTOM, TOP, Y_LABELS);
  }

  /** Puts a panel together. */
  static final class Plot {

    private final Axis horizontal;
    private final Axis vertical;
    private final List<Level> levels = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    Plot(Axis horizontal, Axis vertical) {
      this.horizontal = horizontal;
      this.vertical = vertical;
    }

    /** Adds a level line. */
    Plot level(String style, double y) {
      levels.add(new Level(style, vertical.position(y)));
      return this;
    }

    /** Adds a line from point to point; a single point becomes a dot. */
    Plot line(String style, double[] x, double[] y) {
      if (x.length > 0) {
        StringBuilder path = new StringBuilder(12 * x.length);
        for (int number = 0; number < x.length; number++) {
          path.append(number == 0 ? 'M' : 'L');
          path.append(horizontal.position(x[number]));
          path.append(' ').append(vertical.position(y[number]));
        }
        lines.add(line(style, path, x.length));
      }
      return this;
    }

    /** Adds a line that goes on level until the next point. */
    Plot stairs(String style, double[] x, double[] y) {
      if (x.length > 0) {
        StringBuilder path = new StringBuilder(12 * x.length);
        path.append('M').append(horizontal.position(x[0]));
        path.append(' ').append(vertical.position(y[0]));
        for (int number = 1; number < x.length; number++) {
          boolean last = number == x.length - 1;
          if (last || y[number] != y[number - 1]) {
            path.append('H').append(horizontal.position(x[number]));
          }
          if (y[number] != y[number - 1]) {
            path.append('V').append(vertical.position(y[number]));
          }
        }
        lines.add(line(style, path, x.length));
      }
      return this;
    }

    /** A line of no length is drawn as a dot by its round ends, if these are wide enough. */
    private static Line line(String style, StringBuilder path, int points) {
      return points == 1
          ? new Line(style + " dot", path.append("h0").toString())
          : new Line(style, path.toString());
    }

    /** Returns the panel. */
    Panel panel(String caption, String title) {
      return new Panel(
          caption + vertical.scale().remark(),
          title,
          horizontal.ticks(),
          vertical.ticks(),
          List.copyOf(levels),
          List.copyOf(lines));
    }
  }
}
