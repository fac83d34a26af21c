package crosscountry.datasets.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import crosscountry.datasets.jaxpr.EquationOrigin;
import crosscountry.datasets.jaxpr.JaxprSyntaxException;
import crosscountry.datasets.jaxpr.UnreadableJaxprException;
import crosscountry.environment.linearization.CostModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How names and paths become graphs. */
class CatalogTest {

  private static final Catalog CATALOG = Catalog.builtIn();

  @TempDir Path folder;

  @Test
  void listsTheBuiltInGraphsInOrder() {
    assertThat(CATALOG.entries())
        .extracting(CatalogEntry::name)
        .containsExactly(
            "HumanHeartDipole", "PropaneCombustion", "RoeFlux_1d", "RobotArm_6DOF", "g");
    for (CatalogEntry entry : CATALOG.entries()) {
      assertThat(CATALOG.resolve(entry.name())).isSameAs(entry);
      assertThat(entry.program().name()).isEqualTo(entry.name());
      assertThat(entry.source()).isNotBlank().doesNotContain("\n");
    }
  }

  @Test
  void aBoundThatComesWithAGraphSaysHowItWasProven() {
    assertThat(CATALOG.resolve("RoeFlux_1d").bound())
        .contains(new ShippedBound(295, "integer program"));
    assertThat(CATALOG.resolve("RobotArm_6DOF").bound()).isEmpty();
    for (CatalogEntry entry : CATALOG.entries()) {
      entry
          .bound()
          .ifPresent(
              bound -> {
                assertThat(bound.provenBy()).isNotBlank();
                assertThat(bound.multiplications())
                    .isBetween(
                        1L, entry.published().map(PublishedResult::best).orElse(Long.MAX_VALUE));
              });
    }
  }

  @Test
  void findsAFileByItsPath() throws IOException {
    String text = "{ lambda ; a:f32[]. let b:f32[] = sin a in (b,) }";
    Path traced = Files.writeString(folder.resolve("mine.v2.jaxpr"), text);
    Path plain = Files.writeString(folder.resolve("plain"), text);

    CatalogEntry entry = CATALOG.resolve(traced.toString());

    assertThat(entry.name()).isEqualTo("mine.v2");
    assertThat(entry.source()).isEqualTo(traced.toString());
    assertThat(entry.program().name()).isEqualTo("mine.v2");
    assertThat(entry.program().equations()).hasSize(1);
    assertThat(entry.published()).isEmpty();
    assertThat(entry.bound()).isEmpty();
    assertThat(CATALOG.resolve(plain.toString()).name()).isEqualTo("plain");
  }

  @Test
  void everyEquationHasItsPlaceInTheText() throws IOException {
    for (CatalogEntry entry : CATALOG.entries()) {
      assertThat(entry.origins())
          .hasSameSizeAs(entry.program().equations())
          .doesNotHaveDuplicates();
    }
    assertThat(CATALOG.resolve("g").origins()).startsWith(new EquationOrigin(List.of(1)));
    String text =
        """
        { lambda ; a:f32[3]. let
            b:f32[3] = sin a
            c:f32[3] = jit[jaxpr={ lambda ; d:f32[3]. let
                e:f32[3] = cos d
                f:f32[3] = tan e
              in (f,) }] b
            g:f32[] = reduce_sum[axes=(0,)] c
          in (g,) }
        """;

    CatalogEntry entry =
        CATALOG.resolve(Files.writeString(folder.resolve("nested.jaxpr"), text).toString());

    assertThat(entry.program().equations()).hasSize(4);
    assertThat(entry.origins()).hasToString("[1, 2.1, 2.2, 3]");
    assertThat(entry.tag()).isEmpty();
  }

  @Test
  void recountedFiguresReplacePrintedOnes() {
    PublishedResult recounted =
        new PublishedResult(
            9, 5, 6, 4, OptionalLong.of(7), OptionalLong.of(8), CostModel.ALPHAGRAD, List.of(1), 4);

    assertThat(recounted.trueReverse()).isEqualTo(7);
    assertThat(recounted.trueMinimumMarkowitz()).isEqualTo(8);
    PublishedResult asPrinted = CATALOG.resolve("g").published().orElseThrow();
    assertThat(asPrinted.trueReverse()).isEqualTo(asPrinted.reverse());
    assertThat(asPrinted.trueMinimumMarkowitz()).isEqualTo(asPrinted.minimumMarkowitz());
  }

  @Test
  void aFileThatCannotBeUsedSaysWhy() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jaxpr"), "{ lambda ; a. let }");

    assertThatExceptionOfType(JaxprSyntaxException.class)
        .isThrownBy(() -> CATALOG.resolve(broken.toString()))
        .withMessage("%s, line 1, column 19: expected an equation or 'in' but found '}'", broken);
    assertThatExceptionOfType(UnreadableJaxprException.class)
        .isThrownBy(() -> CATALOG.resolve("missing.jaxpr"))
        .withMessage("there is no file missing.jaxpr");
    assertThatExceptionOfType(UnreadableJaxprException.class)
        .isThrownBy(() -> CATALOG.resolve("/"));
  }

  @Test
  void aFileThatGivesItsGraphNoNameIsRefused() throws IOException {
    String text = "{ lambda ; a:f32[]. let b:f32[] = sin a in (b,) }";
    Path nameless = Files.writeString(folder.resolve(".jaxpr"), text);

    assertThatExceptionOfType(UnknownGraphException.class)
        .isThrownBy(() -> CATALOG.resolve(nameless.toString()))
        .withMessage(
            "the graph of %s would have no name, because it is called after its file; rename it,"
                + " for example to mine.jaxpr",
            nameless);
  }

  @ParameterizedTest
  @CsvSource({
    "roeflux, RoeFlux_1d",
    "RoeFlux_1D, RoeFlux_1d",
    "RobotArm, RobotArm_6DOF",
    "propane, PropaneCombustion",
    "HeartDipole, HumanHeartDipole",
    "G, g"
  })
  void anUnknownNameIsToldTheNearest(String name, String nearest) {
    assertThatExceptionOfType(UnknownGraphException.class)
        .isThrownBy(() -> CATALOG.resolve(name))
        .withMessageStartingWith("unknown graph '%s'; the built-in graphs are %s", name, nearest)
        .withMessageEndingWith("a path must end in .jaxpr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RoeFlux_1d\n", "a\u0000b.jaxpr"})
  void namesThatNothingCanHaveAreUnknown(String name) {
    assertThatExceptionOfType(UnknownGraphException.class)
        .isThrownBy(() -> CATALOG.resolve(name))
        .satisfies(unknown -> assertThat(unknown.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
  }
}
