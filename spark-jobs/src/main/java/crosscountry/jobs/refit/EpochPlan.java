package crosscountry.jobs.refit;

import crosscountry.jobs.selfplay.SeedMix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * How a table of games is dealt out to the copies of the network: the files in a random order, cut
 * into slices of equally many positions, as many as a copy draws between two averagings. A file may
 * lie in several slices, and a slice in several files; a copy reads each file of its slice whole,
 * so that a file of many positions is read as often as it has slices. So an epoch draws about as
 * many examples as the table has positions.
 *
 * @param rounds the slices of each round, one for every copy
 */
record EpochPlan(List<List<Slice>> rounds) {

  /**
   * Deals the files out.
   *
   * @param files the files, each with a position at least
   * @param seed source of the order and of all draws of the epoch
   * @param workers copies of the network
   * @param examples examples of a slice
   */
  static EpochPlan of(List<GameFile> files, long seed, int workers, long examples) {
    List<GameFile> shuffled = new ArrayList<>(files);
    Collections.shuffle(shuffled, new Random(SeedMix.of(seed)));
    long positions = files.stream().mapToLong(GameFile::positions).sum();
    long perRound = workers * examples;
    int rounds = Math.toIntExact(Math.max(1, (positions + perRound - 1) / perRound));
    int slices = Math.multiplyExact(rounds, workers);
    List<List<Slice>> dealt = new ArrayList<>();
    int file = 0;
    // The positions before the file, and before the slice.
    long before = 0;
    for (int slice = 0; slice < slices; slice++) {
      if (slice % workers == 0) {
        dealt.add(new ArrayList<>());
      }
      long begin = share(positions, slice, slices);
      long end = Math.max(begin + 1, share(positions, slice + 1, slices));
      while (before + shuffled.get(file).positions() <= begin) {
        before += shuffled.get(file++).positions();
      }
      dealt
          .get(slice / workers)
          .add(new Slice(SeedMix.of(seed, slice), keys(shuffled, file, before, end)));
    }
    return new EpochPlan(dealt);
  }

  private static long share(long positions, long slice, int slices) {
    return (long) ((double) positions * slice / slices);
  }

  /** Returns the keys of the files from one on that begin before a position. */
  private static List<String> keys(List<GameFile> files, int first, long before, long end) {
    List<String> keys = new ArrayList<>();
    long begin = before;
    for (int file = first; file < files.size() && begin < end; file++) {
      keys.add(files.get(file).key());
      begin += files.get(file).positions();
    }
    return keys;
  }
}
