package crosscountry.jobs.server;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which waves are to be played: every number from 0 once, but for those that an earlier attempt has
 * finished. Confined to one thread.
 */
final class WaveNumbers {

  /** Numbers below {@link #untouched} that are not finished, whether in flight or not. */
  private final TreeSet<Integer> open = new TreeSet<>();

  private final TreeSet<Integer> waiting = new TreeSet<>();
  private int untouched;

  /** Creates the numbers of a run, some of whose waves are finished. */
  WaveNumbers(Set<Integer> finished) {
    untouched = finished.stream().mapToInt(wave -> wave + 1).max().orElse(0);
    for (int wave = 0; wave < untouched; wave++) {
      if (!finished.contains(wave)) {
        open.add(wave);
        waiting.add(wave);
      }
    }
  }

  /** Returns the number of the next wave to be played. */
  int next() {
    return waiting.isEmpty() ? untouched : waiting.first();
  }

  /** Takes the next number. */
  int take() {
    int wave = next();
    if (!waiting.remove(wave)) {
      open.add(wave);
      untouched++;
    }
    return wave;
  }

  /** Notes that a wave whose number was taken is finished. */
  void finish(int wave) {
    open.remove(wave);
  }

  /** Notes that a wave whose number was taken is to be played again. */
  void giveBack(int wave) {
    waiting.add(wave);
  }

  /** Returns how many waves are finished, those of earlier attempts among them. */
  int finished() {
    return untouched - open.size();
  }

  /** Returns the first number that no wave had. */
  int untouched() {
    return untouched;
  }

  /** Returns the numbers below {@link #untouched} whose waves are not finished, ascending. */
  List<Integer> open() {
    return List.copyOf(open);
  }
}
