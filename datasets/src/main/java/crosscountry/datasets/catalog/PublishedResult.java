package crosscountry.datasets.catalog;

import java.util.List;

/**
 * What AlphaGrad (arXiv 2406.05027 and the evaluation data published with its code) reports of a
 * graph, in multiplications.
 *
 * @param forward count of forward mode
 * @param reverse count of reverse mode
 * @param minimumMarkowitz count of the minimum Markowitz order
 * @param best the best count of any published agent
 * @param order the best order that is listed, in equation numbers
 * @param orderCount count of that order
 */
public record PublishedResult(
    long forward,
    long reverse,
    long minimumMarkowitz,
    long best,
    List<Integer> order,
    long orderCount) {

  /** Copies the order. */
  public PublishedResult {
    order = List.copyOf(order);
  }
}
