package crosscountry.datasets.tables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Files that are to become one.
 *
 * @param inputs the files, all of the same columns
 * @param parts the appends that the new file will hold, by key
 * @param places where they are now, in the same order
 */
record Rewrite(List<DataFile> inputs, List<CompactedFile.Part> parts, List<StoredAppend> places) {

  /** An append of an input. */
  private record Kept(CompactedFile.Part part, StoredAppend place) {}

  /** Creates a description. */
  Rewrite {
    inputs = List.copyOf(inputs);
    parts = List.copyOf(parts);
    places = List.copyOf(places);
  }

  /**
   * Plans a new file.
   *
   * @param inputs the files, all of the same columns
   * @param isKept tells which of their appends stay
   */
  static Rewrite of(List<DataFile> inputs, Predicate<StoredAppend> isKept) {
    List<Kept> kept = new ArrayList<>();
    for (DataFile input : inputs) {
      for (int index = 0; index < input.parts().size(); index++) {
        if (isKept.test(input.places().get(index))) {
          kept.add(new Kept(input.parts().get(index), input.places().get(index)));
        }
      }
    }
    kept.sort(Comparator.comparing(append -> append.part().key()));
    return new Rewrite(
        inputs, kept.stream().map(Kept::part).toList(), kept.stream().map(Kept::place).toList());
  }

  /** Returns the name of the new file. */
  FileKey output() {
    return CompactedFile.nameOf(parts, inputs.get(0).schema());
  }

  /** Returns how many rows the new file will have. */
  long rows() {
    return parts.stream().mapToLong(CompactedFile.Part::rows).sum();
  }

  /** Returns how large the new file will be at most, about. */
  long bytes() {
    long bytes = inputs.stream().mapToLong(DataFile::bytes).sum();
    long rows = inputs.stream().mapToLong(DataFile::rows).sum();
    return rows == 0 ? bytes : Math.round((double) bytes * rows() / rows);
  }

  /** Tells whether there will be fewer files, or fewer appends. */
  boolean isWorthwhile() {
    return inputs.size() > 1
        || inputs.stream().anyMatch(input -> input.parts().size() > parts.size());
  }

  /**
   * Returns what is left to do if one of the files stays as it is, and with it those inputs that
   * hold some of its rows, too: theirs may be the only ones that can be read.
   */
  Rewrite without(FileKey file) {
    Set<FileKey> its =
        places.stream()
            .filter(place -> place.file().equals(file))
            .map(StoredAppend::key)
            .collect(Collectors.toSet());
    List<DataFile> left =
        inputs.stream()
            .filter(input -> !input.file().equals(file))
            .filter(input -> input.parts().stream().noneMatch(part -> its.contains(part.key())))
            .toList();
    Set<StoredAppend> all = Set.copyOf(places);
    return of(left, all::contains);
  }
}
