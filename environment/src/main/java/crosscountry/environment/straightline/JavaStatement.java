package crosscountry.environment.straightline;

import java.util.List;

/**
 * A statement of Java code.
 *
 * @param text as it is written, without indentation
 * @param defines number of the term whose name the statement introduces, or -1
 * @param reads numbers of the terms that it reads by name
 * @param bytes how long its bytecode is at most, but for what reads and writes terms by name
 */
record JavaStatement(String text, int defines, List<Integer> reads, int bytes) {

  /** Copies the reads. */
  JavaStatement {
    reads = List.copyOf(reads);
  }
}
