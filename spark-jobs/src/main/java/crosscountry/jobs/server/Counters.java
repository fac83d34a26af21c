package crosscountry.jobs.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * What a checkpoint counts.
 *
 * @param version newest published version
 * @param steps updates made
 * @param positions positions that had arrived at the learner
 * @param nextWave first number that no wave had
 * @param open numbers before that one whose waves were not finished, and of whose positions none
 *     are counted
 */
public record Counters(long version, long steps, long positions, int nextWave, List<Integer> open) {

  /** Nothing played, nothing learnt. */
  public static final Counters START = new Counters(0, 0, 0, 0, List.of());

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Creates counters; those of earlier versions of the software name no open waves. */
  public Counters {
    open = open == null ? List.of() : List.copyOf(open);
  }

  /** Tells whether the games of a wave are among what is counted. */
  public boolean accountsFor(int wave) {
    return wave < nextWave && !open.contains(wave);
  }

  /** Returns the counters as JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("numbers can always be written", impossible);
    }
  }

  /**
   * Reads counters that {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static Counters ofJson(String text) {
    try {
      return JSON.readValue(text, Counters.class);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("not a checkpoint's counters: " + text, malformed);
    }
  }
}
