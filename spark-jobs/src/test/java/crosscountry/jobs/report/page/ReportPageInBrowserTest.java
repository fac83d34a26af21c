package crosscountry.jobs.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crosscountry.jobs.command.Invocation;
import crosscountry.jobs.fixture.OutsideTool;
import crosscountry.jobs.fixture.SmallTraining;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a real run, as a real browser shows it. */
final class ReportPageInBrowserTest {

  private static final String GRAPH = "PropaneCombustion";

  /** Where pictures stay for a person to look at. */
  private static final Path PICTURES = Path.of("target", "report-page");

  private static final int RIM = 48;

  @TempDir private static Path folder;

  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    Path chromium =
        OutsideTool.program(
            "CROSSCOUNTRY_CHROMIUM", "chromium", "chromium-browser", "google-chrome");
    browser = new Browser(chromium, Files.createDirectories(folder.resolve("profile")));
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void thePageOfARunShowsItsCurvesAndNumbersAndAsksForNothing() throws IOException {
    Path warehouse = folder.resolve("warehouse");
    Invocation train =
        Invocation.of(
            SmallTraining.arguments(warehouse.toString(), "--waves", "3", "--format", "json")
                .toArray(String[]::new));
    assertThat(train.exitCode()).as(train.err()).isZero();
    URI page = warehouse.resolve("reports/test/index.html").toUri();

    browser.show(1280, 900, "light");
    browser.open(page);

    assertThat(browser.requests()).containsExactly(page.toString());
    assertShowsNumbers(new ObjectMapper().readTree(train.out()).get(0));
    assertThat(text("h1")).startsWith("test");
    assertThat(text(".status")).isEqualTo("done");
    assertShowsCurves("wide");
    assertTellsOfTheWavePointedAt();

    browser.show(400, 800, "dark");
    assertShowsCurves("narrow-dark");
    assertThat(browser.requests()).containsExactly(page.toString());
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void aRequestThatLeavesAPageIsSeen() throws IOException {
    String image = "http://127.0.0.1:9/outside.png";
    Path leaky = folder.resolve("leaky.html");
    Files.writeString(leaky, "<!DOCTYPE html><title>leaky</title><img src=\"" + image + "\">");
    browser.open(leaky.toUri());
    assertThat(browser.requests()).containsExactly(leaky.toUri().toString(), image);
    assertThat(browser.errors()).isNotEmpty();
  }

  private void assertShowsNumbers(JsonNode result) {
    assertThat(result.get("graph").asText()).isEqualTo(GRAPH);
    Map<String, String> columns =
        Map.of(
            "forward", "forward",
            "reverse", "reverse",
            "markowitz", "markowitz",
            "published", "published",
            "self-play", "self_play",
            "lower-bound", "lower_bound");
    columns.forEach(
        (cell, field) ->
            assertThat(text("tr[data-graph='%s'] [data-count='%s']".formatted(GRAPH, cell)))
                .as(cell)
                .isEqualTo(String.format(Locale.ROOT, "%,d", result.get(field).asLong())));
    assertThat(text("article:first-of-type .legend li:first-child b"))
        .isEqualTo(result.get("self_play").asText());
  }

  /** Lines are drawn in their colours, texts can be read, and nothing sticks out. */
  private void assertShowsCurves(String name) throws IOException {
    BufferedImage picture = browser.picture();
    Files.createDirectories(PICTURES);
    ImageIO.write(picture, "png", PICTURES.resolve(name + ".png").toFile());
    JsonNode panels =
        browser.evaluate(
            """
            [...document.querySelectorAll('article svg.panel')].map(panel => {
              const box = panel.getBoundingClientRect();
              const colour = name => getComputedStyle(panel.querySelector('path.' + name)).stroke;
              return { x: box.x, y: box.y + scrollY, width: box.width, height: box.height,
                best: colour('best'), mean: colour('mean') };
            })""");
    assertThat(panels).hasSize(3);
    for (JsonNode panel : panels) {
      assertThat(pixels(picture, panel, "best")).as("%s %s", name, panel).isGreaterThan(50);
      assertThat(pixels(picture, panel, "mean")).as("%s %s", name, panel).isGreaterThan(20);
    }
    assertThat(browser.evaluate("document.documentElement.scrollWidth - innerWidth").asInt())
        .as(name)
        .isLessThanOrEqualTo(0);
    assertThat(faintest()).as(name).isGreaterThan(4.5);
  }

  private static long pixels(BufferedImage picture, JsonNode panel, String line) {
    int[] colour =
        Pattern.compile("\\d+")
            .matcher(panel.get(line).asText())
            .results()
            .mapToInt(digits -> Integer.parseInt(digits.group()))
            .toArray();
    long found = 0;
    for (int y = 0; y < panel.get("height").asInt(); y++) {
      for (int x = 0; x < panel.get("width").asInt(); x++) {
        int rgb = picture.getRGB(panel.get("x").asInt() + x, panel.get("y").asInt() + y);
        found += isNear(rgb, colour) ? 1 : 0;
      }
    }
    return found;
  }

  /** The rim of a line is mixed with what is behind it. */
  private static boolean isNear(int rgb, int[] colour) {
    return Math.abs((rgb >> 16 & 0xFF) - colour[0]) <= RIM
        && Math.abs((rgb >> 8 & 0xFF) - colour[1]) <= RIM
        && Math.abs((rgb & 0xFF) - colour[2]) <= RIM;
  }

  /** Returns the least contrast of a text to what is behind it (WCAG 2.2, contrast ratio). */
  private double faintest() {
    return browser
        .evaluate(
            """
            (() => {
              const channels = colour => colour.match(/[0-9.]+/g).map(Number);
              const light = colour => {
                const [r, g, b] = channels(colour).map(c => c / 255)
                  .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const ground = element => {
                for (let e = element; e; e = e.parentElement) {
                  const colour = getComputedStyle(e).backgroundColor;
                  if (channels(colour)[3] !== 0) return colour;
                }
                return 'rgb(255, 255, 255)';
              };
              let least = 21;
              for (const element of document.body.querySelectorAll('*')) {
                const own = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
                if (!own || ['SCRIPT', 'STYLE'].includes(element.tagName)) continue;
                const style = getComputedStyle(element);
                const one = light(element instanceof SVGElement ? style.fill : style.color);
                const other = light(ground(element));
                least = Math.min(least, (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05));
              }
              return least;
            })()""")
        .asDouble();
  }

  private void assertTellsOfTheWavePointedAt() {
    JsonNode place =
        browser.evaluate(
            """
            (() => {
              const panel = document.querySelector('article svg.panel');
              panel.scrollIntoView({ block: 'center' });
              const box = panel.getBoundingClientRect();
              return { x: box.right - 12, y: box.y + box.height / 2 };
            })()""");
    browser.pointAt(place.get("x").asDouble(), place.get("y").asDouble());
    String best = text("article:first-of-type .legend li:first-child b");
    assertThat(text("#pointed")).startsWith("wave 3, best " + best + ", mean ");
    browser.pointAt(1, 1);
    assertThat(browser.evaluate("document.getElementById('pointed').hidden").asBoolean()).isTrue();
    browser.evaluate("scrollTo(0, 0)");
  }

  private String text(String selector) {
    return browser
        .evaluate("document.querySelector(\"%s\").textContent".formatted(selector))
        .asText();
  }
}
