package crosscountry.environment.straightline;

import java.util.List;

/**
 * Which terms have a name in the text: those that are read more than once, and so many others that
 * expressions stay short. Constants have none.
 */
final class Naming {

  /** Operations that one expression has at most. */
  private static final int LONGEST = 6;

  private final List<Term> terms;
  private final int[] reads;
  private final int[] lengths;
  private final boolean[] named;

  private Naming(List<Term> terms, int[] reads) {
    this.terms = terms;
    this.reads = reads;
    this.lengths = new int[terms.size()];
    this.named = new boolean[terms.size()];
  }

  /** Names the terms of a code. */
  static Naming of(JacobianCode code) {
    int[] reads = new int[code.terms().size()];
    for (Term term : code.terms()) {
      if (term instanceof Term.Call call) {
        call.operands().forEach(operand -> reads[operand]++);
      }
    }
    for (int row = 0; row < code.outputs(); row++) {
      reads[code.output(row)]++;
      for (int column = 0; column < code.inputs(); column++) {
        reads[code.entry(row, column)]++;
      }
    }
    Naming naming = new Naming(code.terms(), reads);
    for (int number = 0; number < reads.length; number++) {
      naming.decide(number);
    }
    return naming;
  }

  private void decide(int number) {
    Term term = terms.get(number);
    named[number] = term instanceof Term.Input || reads[number] > 1;
    if (term instanceof Term.Call call) {
      lengths[number] = 1;
      for (int operand : call.operands()) {
        if (!named[operand] && lengths[number] + lengths[operand] > LONGEST) {
          named[operand] = true;
        }
        lengths[number] += named[operand] ? 0 : lengths[operand];
      }
    } else {
      named[number] &= term instanceof Term.Input;
    }
  }

  /** Tells whether a term has a name. */
  boolean isNamed(int term) {
    return named[term];
  }

  /** Returns what a term is called. */
  String name(int term) {
    return terms.get(term) instanceof Term.Input input ? "x" + input.position() : "t" + term;
  }

  /** Returns a term as an operand: by its name, if it has one. */
  Notation.Expression operand(int term, Notation notation) {
    return named[term]
        ? new Notation.Expression(name(term), Binding.CALL)
        : definition(term, notation);
  }

  /**
   * Returns what a term is computed by.
   *
   * @param term a constant or the result of an operation
   */
  Notation.Expression definition(int term, Notation notation) {
    if (terms.get(term) instanceof Term.Call call) {
      return notation.call(
          call.operation(),
          call.operands().stream().map(operand -> operand(operand, notation)).toList());
    }
    return notation.constant(((Term.Constant) terms.get(term)).value());
  }
}
