package crosscountry.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first half of the project's README, on graphs of the catalog, and that of the deployment,
 * which goes on with a run of it. Typed in one folder, in this order.
 */
final class TrainingReadmeIT {

  static final List<Readme> TYPED =
      List.of(Readme.ofTheProject().before(OperationReadmeIT.FIRST_HEADING), Readme.of("deploy"));

  @TempDir private Path folder;

  @Test
  void everyCommandEndsWell() throws IOException, InterruptedException {
    new Terminal(folder).type(TYPED);
    assertThat(folder.resolve("warehouse/orders")).isNotEmptyDirectory();
  }
}
