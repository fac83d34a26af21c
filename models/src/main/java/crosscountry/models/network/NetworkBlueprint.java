package crosscountry.models.network;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a network is made of. Two networks of equal blueprint can exchange parameters.
 *
 * <p>The text form names the architecture, the version of its parameter layout and its sizes:
 *
 * <pre>pooled-vertexwise/1 features=34 hidden=32</pre>
 *
 * <p>The layout itself is documented at {@link Architecture} and {@link DenseBlock}; its version
 * rises when the same sizes come to mean other parameters.
 *
 * @param architecture how features become judgements
 * @param features number of features of a vertex, F
 * @param hidden number of hidden units, H; 0 where the architecture has none, whatever was given
 */
public record NetworkBlueprint(Architecture architecture, int features, int hidden)
    implements Serializable {

  /** Number of hidden units that evaluates in tens of microseconds. */
  public static final int DEFAULT_HIDDEN = 32;

  private static final int MAX_SIZE = 4096;
  private static final Pattern TEXT =
      Pattern.compile("([a-z-]+)/(\\d{1,4}) features=(\\d{1,4}) hidden=(\\d{1,4})");

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if a size isn't within 1..4096
   */
  public NetworkBlueprint {
    requireSize("features", features);
    if (architecture.hasHiddenUnits()) {
      requireSize("hidden", hidden);
    } else {
      hidden = 0;
    }
  }

  /** Creates the blueprint of a {@link Architecture#POOLED_VERTEXWISE} network. */
  public NetworkBlueprint(int features, int hidden) {
    this(Architecture.POOLED_VERTEXWISE, features, hidden);
  }

  /** Returns the number of parameters, which is the length of the flat vector. */
  public int parameterCount() {
    int count = 0;
    for (DenseBlock block : architecture.blocks()) {
      count += block.length(this);
    }
    return count;
  }

  /** Returns the text form. */
  public String toText() {
    return "%s features=%d hidden=%d".formatted(architecture.layout(), features, hidden);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if the text isn't one, or is of another architecture or layout
   */
  public static NetworkBlueprint parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a network blueprint; expected a text such as \"%s\""
              .formatted(text, new NetworkBlueprint(34, DEFAULT_HIDDEN).toText()));
    }
    String layout = matcher.group(1) + "/" + Integer.parseInt(matcher.group(2));
    return new NetworkBlueprint(
        Architecture.ofLayout(layout),
        Integer.parseInt(matcher.group(3)),
        Integer.parseInt(matcher.group(4)));
  }

  private static void requireSize(String name, int size) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "The %s (%d) of a network must lie within 1..%d".formatted(name, size, MAX_SIZE));
    }
  }
}
