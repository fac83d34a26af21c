package crosscountry.jobs.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What a checkpoint counts.
 *
 * @param version newest published version
 * @param steps updates made
 * @param positions positions that had arrived at the learner
 * @param nextWave number of the wave to go on with
 */
public record Counters(long version, long steps, long positions, int nextWave) {

  private static final ObjectMapper JSON = new ObjectMapper();

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
