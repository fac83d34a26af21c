package crosscountry.datasets.tables;

import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What other readers are to read of a table so that they see each row once.
 *
 * @param places the folder or, where a compaction that was killed left files whose rows others
 *     hold, the rest of the files
 * @param surplus what is to be passed over: of two compacted files that share some of their rows,
 *     both are needed
 * @param compacted all compacted files; if another reader listed a folder while these changed, it
 *     may have come by a file and by those that it replaced
 */
public record TableSources(List<URI> places, List<SurplusRows> surplus, Set<URI> compacted) {

  /** Copies the collections. */
  public TableSources {
    places = List.copyOf(places);
    surplus = List.copyOf(surplus);
    compacted = Set.copyOf(compacted);
  }
}
