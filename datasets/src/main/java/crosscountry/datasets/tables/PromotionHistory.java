package crosscountry.datasets.tables;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has been decided on promotions.
 *
 * @param rows the decisions that can be read, newest first
 * @param skipped one sentence for each decision that could not be read, newest first; the caller
 *     must show them
 * @param next the number of the next decision
 */
public record PromotionHistory(List<PromotionRow> rows, List<String> skipped, long next) {

  /** Creates a history. */
  public PromotionHistory {
    rows = List.copyOf(rows);
    skipped = List.copyOf(skipped);
  }

  /**
   * Returns every checkpoint that is or was promoted, by any cost model. None of them may be
   * deleted: an operator may go back to one of them.
   */
  public Set<CheckpointId> everPromoted() {
    return rows.stream()
        .map(PromotionRow::promoted)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Returns the decisions by a cost model, newest first. Counts by different cost models do not
   * compare, so that each has a promoted network of its own.
   */
  public List<PromotionRow> by(String costModel) {
    return rows.stream().filter(row -> row.costModel().equals(costModel)).toList();
  }

  /** Returns the newest comparison of a network of a run with the promoted one, if there is one. */
  public Optional<PromotionRow> of(String runId) {
    return comparisons().filter(row -> row.candidate().runId().equals(runId)).findFirst();
  }

  /** Returns the comparison of a network with the promoted one, if there is one. */
  public Optional<PromotionRow> of(CheckpointId candidate) {
    return comparisons().filter(row -> row.candidate().equals(candidate)).findFirst();
  }

  private Stream<PromotionRow> comparisons() {
    return rows.stream().filter(row -> row.outcome() != PromotionRow.Outcome.FIRST);
  }
}
