package crosscountry.jobs.command;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What a command says on standard error besides its log: lines for people, or, where the log is
 * JSON, events of the log, so that a program that follows it need not guess.
 */
public enum Diagnostics {
  /** Lines. */
  TEXT {
    @Override
    void progress(String line, Map<String, Object> fields) {
      System.err.println(line);
    }

    @Override
    public void install() {
      // System.err is what it should be.
    }
  },

  /** Events of the log. */
  EVENTS {
    @Override
    void progress(String line, Map<String, Object> fields) {
      LoggingEventBuilder event = PROGRESS.atInfo();
      for (Map.Entry<String, Object> field : fields.entrySet()) {
        event = event.addKeyValue(field.getKey(), field.getValue());
      }
      event.log(line);
    }

    @Override
    public void install() {
      // The log itself goes to the file descriptor.
      System.setErr(new PrintStream(new Lines(), true, StandardCharsets.UTF_8));
    }
  };

  private static final Logger PROGRESS = LoggerFactory.getLogger("crosscountry.progress");
  private static final Logger CONSOLE = LoggerFactory.getLogger("crosscountry.console");

  /** What {@code deploy/submit.sh} says of the log. */
  private static final String PROPERTY = "crosscountry.log";

  /** Returns the way that the command was started with. */
  public static Diagnostics chosen() {
    return System.getProperty(PROPERTY, "text").equals("json") ? EVENTS : TEXT;
  }

  /**
   * Tells how far a command is.
   *
   * @param line for people
   * @param fields the same for programs
   */
  abstract void progress(String line, Map<String, Object> fields);

  /** Directs the standard error of the whole process; called once, at the start. */
  public abstract void install();

  /** Makes an event of each line. */
  private static final class Lines extends OutputStream {

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int letter) {
      if (letter == '\n') {
        tell(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else if (letter != '\r') {
        line.write(letter);
      }
    }

    private static void tell(String text) {
      if (!text.isBlank()) {
        CONSOLE.atLevel(level(text)).log(text);
      }
    }

    private static Level level(String text) {
      if (text.startsWith("error: ")) {
        return Level.ERROR;
      }
      return text.startsWith("warning: ") ? Level.WARN : Level.INFO;
    }
  }
}
