package crosscountry.datasets.tables;

import java.util.Comparator;

/**
 * Which of several files counts that hold the same append, its rows being the same in all: the
 * greatest. That is a compacted one before the append's own file, and of compacted ones the one
 * with the most appends: it has replaced the others, or was about to when it was written, and what
 * is left over of these is the least then, and often nothing.
 *
 * @param appends how many appends a compacted file holds; 0 for an append's own file
 * @param file its name
 */
record Precedence(int appends, FileKey file) implements Comparable<Precedence> {

  private static final Comparator<Precedence> ORDER =
      Comparator.comparingInt(Precedence::appends).thenComparing(Precedence::file);

  @Override
  public int compareTo(Precedence other) {
    return ORDER.compare(this, other);
  }
}
