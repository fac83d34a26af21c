package crosscountry.jobs.simulation;

import java.util.Arrays;

/**
 * Events to come, earliest first; of simultaneous ones, in the order in which they were added. A
 * binary heap on flat arrays, because there are millions.
 */
final class EventQueue {

  private double[] times = new double[1_024];
  private long[] numbers = new long[1_024];
  private EventKind[] kinds = new EventKind[1_024];
  private int[] subjects = new int[1_024];
  private int size;
  private long added;

  private double time;
  private EventKind kind;
  private int subject;

  /**
   * Adds an event.
   *
   * @param at when it happens, in seconds
   * @param what happens
   * @param about the number beside it
   */
  void add(double at, EventKind what, int about) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
      kinds = Arrays.copyOf(kinds, 2 * size);
      subjects = Arrays.copyOf(subjects, 2 * size);
    }
    long number = added++;
    int slot = size++;
    while (slot > 0) {
      int parent = (slot - 1) / 2;
      if (!precedes(at, number, parent)) {
        break;
      }
      move(parent, slot);
      slot = parent;
    }
    put(slot, at, number, what, about);
  }

  /** Takes the earliest event out, for the accessors to tell; returns whether there was one. */
  boolean next() {
    if (size == 0) {
      return false;
    }
    time = times[0];
    kind = kinds[0];
    subject = subjects[0];
    size--;
    if (size > 0) {
      sink(times[size], numbers[size], kinds[size], subjects[size]);
    }
    return true;
  }

  /** Returns when the event that was taken out happens. */
  double time() {
    return time;
  }

  /** Returns the kind of the event that was taken out. */
  EventKind kind() {
    return kind;
  }

  /** Returns the number beside the event that was taken out. */
  int subject() {
    return subject;
  }

  /** Lets an event sink from the top, which is free. */
  private void sink(double at, long number, EventKind what, int about) {
    int slot = 0;
    while (2 * slot + 1 < size) {
      int child = 2 * slot + 1;
      if (child + 1 < size && precedes(times[child + 1], numbers[child + 1], child)) {
        child++;
      }
      if (precedes(at, number, child)) {
        break;
      }
      move(child, slot);
      slot = child;
    }
    put(slot, at, number, what, about);
  }

  private boolean precedes(double at, long number, int slot) {
    return at < times[slot] || (at == times[slot] && number < numbers[slot]);
  }

  private void move(int from, int to) {
    put(to, times[from], numbers[from], kinds[from], subjects[from]);
  }

  private void put(int slot, double at, long number, EventKind what, int about) {
    times[slot] = at;
    numbers[slot] = number;
    kinds[slot] = what;
    subjects[slot] = about;
  }
}
