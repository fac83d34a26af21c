package crosscountry.jobs.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultPrinterTest {

  private record Fruit(String name, Integer weight, List<Integer> seeds) {}

  private static final List<Fruit> FRUITS =
      List.of(new Fruit("a \"red\", apple", 120, List.of(1, 2)), new Fruit("fig", null, List.of()));

  private static final ResultPrinter<Fruit> PRINTER =
      new ResultPrinter<>(
          List.of(
              new Column<>("name", Fruit::name),
              new Column<>("weight", Fruit::weight),
              new Column<>("seeds", Fruit::seeds)));

  @Test
  void jsonIsAnArrayOfObjectsWithNullWhereNothingIsKnown() throws IOException {
    JsonNode array = new ObjectMapper().readTree(printed(OutputFormat.JSON));
    assertThat(array).hasSize(2);
    assertThat(array.get(0).get("name").asText()).isEqualTo("a \"red\", apple");
    assertThat(array.get(0).get("seeds").get(1).asInt()).isEqualTo(2);
    assertThat(array.get(1).get("weight").isNull()).isTrue();
  }

  @Test
  void csvQuotesAndLeavesUnknownCellsEmpty() {
    assertThat(printed(OutputFormat.CSV))
        .isEqualTo("name,weight,seeds\n\"a \"\"red\"\", apple\",120,\"[1, 2]\"\nfig,,[]\n");
  }

  @Test
  void theTableHasAHeadingAndALinePerRow() {
    assertThat(printed(OutputFormat.TABLE).lines().toList())
        .anyMatch(line -> line.contains("name") && line.contains("weight"))
        .anyMatch(line -> line.contains("apple") && line.contains("120"))
        .anyMatch(line -> line.contains("fig"));
  }

  private static String printed(OutputFormat format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PRINTER.print(FRUITS, format, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
