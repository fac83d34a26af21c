package crosscountry.datasets.jaxpr;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.environment.accumulation.OrderVerifier;
import crosscountry.environment.graph.Program;
import crosscountry.environment.linearization.CostModel;
import crosscountry.environment.structure.UnmanageableStructureException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/**
 * However a trace of tensors is edited, it becomes a program that every model can count and whose
 * orders are verified or can't be for a reason, or is refused.
 */
class TranslationFuzzTest {

  private static final List<String> TEXTS =
      List.of(
          Prints.everyTensorPrimitive(),
          Prints.version("nested_layers", "0.10.2"),
          Prints.version("nested_layers", "0.4.30"),
          Prints.version("pooled_attention", "0.6.2"));

  private static final List<String> INSERTED =
      List.of(
          "",
          "0",
          "1",
          "2",
          "3",
          "7",
          "-1",
          "99999999999",
          "2147483647",
          "()",
          "(0,)",
          "(1, 0)",
          "((0, 0, 0), (0, 0, 0))",
          "None",
          "a",
          "b",
          "mul",
          "sum",
          "transpose",
          "concatenate",
          "pad",
          "f32[]",
          "f32[2,2]",
          "f32[0]",
          "1.0",
          "_");

  private static final Pattern WORD = Pattern.compile("[\\w-]+|\\([^()]*\\)");

  /** The word at a place, in shares of all words, is replaced. */
  record Edit(double place, String insertion) {

    String to(String text) {
      List<MatchResult> words = WORD.matcher(text).results().toList();
      if (words.isEmpty()) {
        return insertion;
      }
      MatchResult word = words.get((int) (place * (words.size() - 1)));
      return text.substring(0, word.start()) + insertion + text.substring(word.end());
    }
  }

  @Provide
  Arbitrary<Edit> edits() {
    return Combinators.combine(Arbitraries.doubles().between(0, 1), Arbitraries.of(INSERTED))
        .as(Edit::new);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(TEXTS);
  }

  /** A verifier stops at the first obstacle, and a dilated filter is one. */
  @Provide
  Arbitrary<String> verifiableTexts() {
    return texts()
        .map(
            text ->
                text.replace("rhs_dilation=(1, 2)", "rhs_dilation=(1, 1)")
                    .replace("c:f32[1,3,3,5]", "c:f32[1,3,3,7]"));
  }

  @Property(tries = 4000)
  void editedTracesAreTranslatedOrRefused(
      @ForAll("texts") String original,
      @ForAll @Size(min = 1, max = 3) List<@From("edits") Edit> edits) {
    translated(original, edits).ifPresent(TranslationFuzzTest::requireCounts);
  }

  @Property(tries = 400)
  void ordersOfEditedTracesAreVerifiedOrSaidToHaveAnObstacle(
      @ForAll("verifiableTexts") String original, @ForAll("edits") Edit edit) {
    translated(original, List.of(edit)).ifPresent(TranslationFuzzTest::requireVerifier);
  }

  /** Returns the program of an edited text, or nothing if it is refused in one sentence. */
  private static Optional<Program> translated(String original, List<Edit> edits) {
    String text = original;
    for (Edit edit : edits) {
      text = edit.to(text);
    }
    try {
      Jaxpr flat = Inlining.inline("fuzz", JaxprParser.parse("fuzz", text)).jaxpr();
      return Optional.of(ProgramTranslation.translate("fuzz", "f", flat));
    } catch (JaxprException refused) {
      assertThat(refused.getMessage()).startsWith("fuzz, line ").doesNotContainPattern("\\R");
      return Optional.empty();
    }
  }

  private static void requireVerifier(Program program) {
    try {
      OrderVerifier verifier = new OrderVerifier(program, CostModel.PRINCIPLE, 1);
      verifier
          .obstacle()
          .ifPresent(obstacle -> assertThat(obstacle).isNotBlank().doesNotContainPattern("\\R"));
    } catch (UnmanageableStructureException tooLarge) {
      assertThat(tooLarge).hasMessageContaining("smaller");
    }
  }

  private static void requireCounts(Program program) {
    assertThat(program.fingerprint()).hasSize(64);
    for (CostModel model : CostModel.values()) {
      try {
        assertThat(model.linearize(program)).isNotNull();
      } catch (UnmanageableStructureException tooLarge) {
        assertThat(tooLarge).hasMessageContaining("smaller");
      }
    }
  }
}
