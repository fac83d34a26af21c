package crosscountry.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import crosscountry.jobs.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The command line, run in this JVM with its streams caught. */
public record Invocation(int exitCode, String out, String err) {

  /** Runs a command. */
  public static Invocation of(String... arguments) {
    return at(Clock.systemUTC(), arguments);
  }

  /** Runs a command at another time. */
  public static Invocation at(Clock clock, String... arguments) {
    PrintStream originalOut = System.out;
    PrintStream originalErr = System.err;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int exitCode = Main.run(clock, arguments);
      return new Invocation(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(originalOut);
      System.setErr(originalErr);
    }
  }

  /** Asserts bad input: exit code 2, nothing on stdout, one line on stderr that holds the part. */
  public void assertRefusedWith(String sentencePart) {
    assertThat(err).contains(sentencePart);
    assertThat(err.lines()).hasSize(1);
    assertThat(out).isEmpty();
    assertThat(exitCode).isEqualTo(ExitStatus.BAD_INPUT.code());
  }
}
