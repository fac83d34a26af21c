package crosscountry.jobs.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.datasets.catalog.CatalogEntry;
import crosscountry.datasets.tables.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that was seen once is known for ever. */
final class GraphRegistryTest {

  private static final NightClock NOON = new NightClock(Instant.parse("2030-11-01T12:00:00Z"));

  @TempDir private Path folder;
  private final List<String> warnings = new ArrayList<>();
  private Path graphs;

  @BeforeEach
  void makesFolder() throws IOException {
    graphs = Files.createDirectory(folder.resolve("graphs"));
  }

  @Test
  void isKnownWithoutItsFile() throws IOException {
    Path file = write("mine", "sin");
    Files.writeString(graphs.resolve("notes.txt"), "not a graph");
    assertThat(register()).isEqualTo(1);
    assertThat(register()).as("the second time").isZero();
    Files.delete(file);
    assertThat(registry().entries()).extracting(CatalogEntry::name).containsExactly("mine");
    assertThat(registry().find("mine").orElseThrow().source()).isEqualTo(file.toString());
    assertThat(registry().find("yours")).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aFunctionHasOneNameAndANameOneFunction() throws IOException {
    write("mine", "sin");
    register();
    write("mine", "cos");
    write("same", "sin");
    write("RoeFlux_1d", "tanh");
    assertThat(register()).isZero();
    assertThat(warnings)
        .satisfiesExactlyInAnyOrder(
            warning -> assertThat(warning).contains("mine.jaxpr", "another registered graph"),
            warning ->
                assertThat(warning).contains("same.jaxpr", "its function is called mine already"),
            warning -> assertThat(warning).contains("RoeFlux_1d.jaxpr", "a built-in graph"));
    assertThat(registry().entries()).extracting(CatalogEntry::name).containsExactly("mine");
  }

  @Test
  void whatCannotBeReadStopsNoOther() throws IOException {
    Files.writeString(graphs.resolve("broken.jaxpr"), "{ lambda ; a:f32[]. let b = ");
    Files.writeString(graphs.resolve(".jaxpr"), text("sin"));
    write("mine", "sin");
    assertThat(register()).isEqualTo(1);
    assertThat(warnings)
        .hasSize(2)
        .allSatisfy(warning -> assertThat(warning).contains(" is not registered: "));
  }

  private int register() throws IOException {
    return registry().register(graphs, NOON, "crosscountry 0.1.0 (0123abc)");
  }

  private GraphRegistry registry() {
    return new GraphRegistry(Warehouse.open(folder.resolve("w").toString()), warnings::add);
  }

  private Path write(String name, String primitive) throws IOException {
    return Files.writeString(graphs.resolve(name + ".jaxpr"), text(primitive));
  }

  private static String text(String primitive) {
    return "{ lambda ; a:f32[]. let\n    b:f32[] = %s a\n    c:f32[] = mul a b\n  in (c,) }\n"
        .formatted(primitive);
  }
}
