package crosscountry.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where reports go. */
final class RunReportTest {

  private static final Quarantine NOTHING_LEFT_OUT =
      Quarantine.reporting(
          sentence -> {
            throw new AssertionError(sentence);
          });

  @TempDir private Path folder;

  /** A file system that is not this machine's, as far as its scheme tells. */
  static final class Elsewhere extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("elsewhere:///");
    }
  }

  @Test
  void reportsLieBesideTheTablesOfThisMachine() {
    Path warehouse = folder.resolve("a warehouse");
    assertThat(
            new RunReport(Warehouse.open(warehouse.toString()), "night", NOTHING_LEFT_OUT)
                .defaultFolder())
        .hasValue(warehouse.resolve("reports").resolve("night"));
  }

  @Test
  void aWarehouseElsewhereHasNoFolderForThem() {
    Configuration configuration = new Configuration(false);
    configuration.setClass(
        "fs.elsewhere.impl", Elsewhere.class, org.apache.hadoop.fs.FileSystem.class);
    Warehouse warehouse = Warehouse.open("elsewhere:///" + folder, configuration);
    assertThat(new RunReport(warehouse, "night", NOTHING_LEFT_OUT).defaultFolder()).isEmpty();
  }
}
