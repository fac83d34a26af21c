package crosscountry.environment.linearization;

import crosscountry.environment.graph.ComputationalGraph;
import crosscountry.environment.graph.GraphTooLargeException;
import crosscountry.environment.graph.Program;
import crosscountry.environment.structure.AlphaGradRules;
import crosscountry.environment.structure.PrincipleRules;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * By which rules multiplications are counted. On functions of scalars all agree, but for {@link
 * #GRAPHAX}, and for conversions, which are free.
 */
public enum CostModel {

  /**
   * AlphaGrad's elementals ({@link PublishedElementals}) and the rules that follow from what
   * structures mean ({@link PrincipleRules}). What is left depends only on the set of eliminated
   * vertices.
   */
  PRINCIPLE,

  /**
   * The published counts to the digit: AlphaGrad's elementals, and its tables with their deviations
   * ({@link AlphaGradRules}). Results that nobody reads share the vertex of the first such, as they
   * share the name that the tracer prints for them.
   */
  ALPHAGRAD,

  /**
   * What an interpreter has to multiply that knows the exact structure of each elemental, of
   * tensors with any number of axes ({@link ExactElementals}): copies and partials of one or minus
   * one are free.
   */
  GRAPHAX;

  /** Returns the name that users write and tables hold, for example {@code alphagrad}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the model with a label. */
  public static Optional<CostModel> labelled(String label) {
    return Arrays.stream(values()).filter(model -> model.label().equals(label)).findFirst();
  }

  /**
   * Returns the linearized computational graph of a program, with the structure that each edge has
   * in this model: one edge per distinct pair of an equation and an operand along which derivatives
   * flow.
   *
   * @throws GraphTooLargeException if it has more vertices than are supported
   */
  public ComputationalGraph linearize(Program program) {
    return switch (this) {
      case PRINCIPLE ->
          ProgramGraph.of(program, PublishedElementals.OF_OWN_SHAPE, PrincipleRules.PRINCIPLE);
      case ALPHAGRAD -> ProgramGraph.withSharedDeadEnd(program, PublishedElementals.AS_RECORDED);
      case GRAPHAX -> ProgramGraph.of(program, ExactElementals.EXACT, PrincipleRules.EXACT);
    };
  }
}
