package crosscountry.models.device;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What generation of instructions a GPU understands, as NVIDIA numbers them.
 *
 * @param major generation; machine code of another one can't run
 * @param minor variant within the generation; machine code of a later one can't run
 */
public record ComputeCapability(int major, int minor) implements Comparable<ComputeCapability> {

  private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");
  private static final Comparator<ComputeCapability> BY_AGE =
      Comparator.comparingInt(ComputeCapability::major).thenComparingInt(ComputeCapability::minor);

  /**
   * Reads the text form, such as {@code 8.6}.
   *
   * @throws IllegalArgumentException if the text isn't one
   */
  public static ComputeCapability parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"%s\" is not a compute capability".formatted(text));
    }
    return new ComputeCapability(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public int compareTo(ComputeCapability other) {
    return BY_AGE.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
