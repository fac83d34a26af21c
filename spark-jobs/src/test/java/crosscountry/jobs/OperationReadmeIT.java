package crosscountry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The second half of the project's README, from functions of the user's own to clusters, and those
 * of the modules. Typed in one folder, in this order.
 */
final class OperationReadmeIT {

  /** Nothing under it needs what is made above it. */
  static final String FIRST_HEADING = "Your own function";

  static final List<Readme> TYPED =
      Stream.concat(
              Stream.of(Readme.ofTheProject().from(FIRST_HEADING)), Readme.ofTheModules().stream())
          .toList();

  @TempDir private Path folder;

  @Test
  void everyCommandEndsWell() throws IOException, InterruptedException {
    new Terminal(folder).type(TYPED);
    assertThat(folder.resolve("warehouse/orders")).isNotEmptyDirectory();
  }
}
