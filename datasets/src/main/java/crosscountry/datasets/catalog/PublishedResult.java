package crosscountry.datasets.catalog;

import crosscountry.environment.linearization.CostModel;
import java.util.List;
import java.util.OptionalLong;

/**
 * What AlphaGrad (arXiv 2406.05027 and the evaluation data published with its code) reports of a
 * graph, in multiplications.
 *
 * @param forward count of forward mode
 * @param reverse count of reverse mode
 * @param minimumMarkowitz count of the minimum Markowitz order
 * @param best the best count of any published agent
 * @param recountedReverse what reverse mode takes by the published rules, where {@code reverse} is
 *     something else
 * @param recountedMinimumMarkowitz what the published minimum Markowitz order takes by the
 *     published rules, where {@code minimumMarkowitz} is something else
 * @param costModel the rules by which the graph's multiplications are counted
 * @param order the best order that is listed, in equation numbers
 * @param orderCount count of that order
 */
public record PublishedResult(
    long forward,
    long reverse,
    long minimumMarkowitz,
    long best,
    OptionalLong recountedReverse,
    OptionalLong recountedMinimumMarkowitz,
    CostModel costModel,
    List<Integer> order,
    long orderCount) {

  /** Copies the order. */
  public PublishedResult {
    order = List.copyOf(order);
  }

  /** Returns the count of reverse mode that every correct count equals. */
  public long trueReverse() {
    return recountedReverse.orElse(reverse);
  }

  /** Returns the count of the minimum Markowitz order that every correct count equals. */
  public long trueMinimumMarkowitz() {
    return recountedMinimumMarkowitz.orElse(minimumMarkowitz);
  }
}
