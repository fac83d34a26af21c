package crosscountry.environment.straightline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where Jacobian code comes from, as its head says.
 *
 * @param graph name of the graph
 * @param fingerprint key under which the graph's orders are stored
 * @param method what gave the order, for example {@code reverse} or {@code self-play, run nightly}
 * @param order 1-based equation numbers in order of elimination
 * @param costModel label of the rules by which the multiplications are counted
 * @param multiplications those of the order, as counted
 * @param software name and version of what wrote the code
 */
public record CodeOrigin(
    String graph,
    String fingerprint,
    String method,
    List<Integer> order,
    String costModel,
    long multiplications,
    String software) {

  private static final int LINE_LENGTH = 90;

  /** Copies the order. */
  public CodeOrigin {
    order = List.copyOf(order);
  }

  /** Returns the lines of the head, without marks of a comment and without control characters. */
  List<String> lines(JacobianCode code) {
    List<String> lines = new ArrayList<>();
    lines.add("Value and Jacobian of %s (%s).".formatted(graph, fingerprint));
    lines.add(
        "Order: %s; %d multiplications by cost model %s."
            .formatted(method, multiplications, costModel));
    lines.add(
        "In this code: %d multiplications accumulate the Jacobian, %d of %d operations multiply."
            .formatted(
                code.accumulationMultiplications(), code.multiplications(), code.operations()));
    lines.add("Written by %s.".formatted(software));
    lines.addAll(wrapped("Equations in order of elimination: " + order));
    return lines.stream().map(line -> line.replaceAll("\\p{Cntrl}|\\*/|\\\\", "?")).toList();
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Arrays.asList(text.split(" ", -1))) {
      if (line.length() > 0 && line.length() + 1 + word.length() > LINE_LENGTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
