package crosscountry.datasets.curriculum;

import crosscountry.environment.graph.Operand;
import crosscountry.environment.graph.Program;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** How the equations of many programs read, all equations counted alike. */
final class ReadStatistics {

  /** From here on a result lies far back. */
  private static final int FAR = 10;

  private int equations;
  private int unary;
  private int reads;
  private int ofInputs;
  private int first;
  private int ofNewest;
  private int ofFar;
  private int readResults;
  private int readOnce;
  private int readOften;
  private int outputs;
  private int outputsRead;

  static ReadStatistics of(Collection<Program> programs) {
    ReadStatistics statistics = new ReadStatistics();
    programs.forEach(statistics::add);
    return statistics;
  }

  /** Share of equations that read one value. */
  double unary() {
    return (double) unary / equations;
  }

  /** Share of operands that are inputs. */
  double ofInputs() {
    return (double) ofInputs / reads;
  }

  /** Share of operands that are results never read before. */
  double first() {
    return (double) first / reads;
  }

  /** Of operands that are results, the share that the equation before computes. */
  double ofNewest() {
    return (double) ofNewest / (reads - ofInputs);
  }

  /** Of operands that are results, the share that more than ten equations lie between. */
  double ofFar() {
    return (double) ofFar / (reads - ofInputs);
  }

  /** Of results that are read, the share that is read once. */
  double readOnce() {
    return (double) readOnce / readResults;
  }

  /** Of results that are read, the share that four equations or more read. */
  double readOften() {
    return (double) readOften / readResults;
  }

  /** Outputs per equation. */
  double outputs() {
    return (double) outputs / equations;
  }

  /** Share of outputs that equations read, too. */
  double outputsRead() {
    return (double) outputsRead / outputs;
  }

  private void add(Program program) {
    int count = program.equations().size();
    int[] readers = new int[count + 1];
    for (int number = 1; number <= count; number++) {
      Set<Operand> operands =
          new LinkedHashSet<>(program.equations().get(number - 1).differentiableOperands());
      operands.removeIf(Operand.Literal.class::isInstance);
      unary += operands.size() == 1 ? 1 : 0;
      for (Operand operand : operands) {
        add(operand, number, readers);
      }
    }
    equations += count;
    for (int number = 1; number <= count; number++) {
      readResults += readers[number] > 0 ? 1 : 0;
      readOnce += readers[number] == 1 ? 1 : 0;
      readOften += readers[number] >= 4 ? 1 : 0;
    }
    for (Operand output : new HashSet<>(program.outputs())) {
      outputs++;
      outputsRead +=
          output instanceof Operand.Result result && readers[result.equation()] > 0 ? 1 : 0;
    }
  }

  private void add(Operand operand, int reader, int[] readers) {
    reads++;
    if (operand instanceof Operand.Result result) {
      first += readers[result.equation()] == 0 ? 1 : 0;
      readers[result.equation()]++;
      ofNewest += reader - result.equation() == 1 ? 1 : 0;
      ofFar += reader - result.equation() > FAR ? 1 : 0;
    } else {
      ofInputs++;
    }
  }
}
