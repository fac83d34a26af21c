package crosscountry.jobs.command;

import crosscountry.datasets.catalog.UnknownGraphException;
import crosscountry.datasets.jaxpr.JaxprException;
import crosscountry.datasets.tables.UnopenedWarehouseException;
import crosscountry.datasets.tables.WarehouseException;
import crosscountry.environment.elimination.InvalidOrderException;
import crosscountry.environment.graph.GraphTooLargeException;
import crosscountry.environment.structure.UnmanageableStructureException;
import crosscountry.jobs.bound.MissingNativesException;
import crosscountry.jobs.configuration.ConfigurationException;
import crosscountry.jobs.policy.UnusablePolicyException;
import crosscountry.jobs.refit.DivergedRefitException;
import crosscountry.jobs.report.ReportFailedException;
import crosscountry.jobs.report.UnreportableRunException;
import crosscountry.jobs.simulation.UnmeasurableRunException;
import crosscountry.jobs.spark.LostClusterException;
import crosscountry.jobs.spark.UnusableClusterException;
import crosscountry.models.device.UnusableDeviceException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence on stderr what went wrong, and chooses the exit status. */
public final class ErrorReport {

  private ErrorReport() {}

  /** Reports a command line that cannot be parsed. */
  public static int ofUsage(ParameterException error, String[] arguments) {
    CommandLine command = error.getCommandLine();
    command
        .getErr()
        .printf(
            "error: %s%s; see '%s --help'%n",
            firstLine(error).replace("option option", "option"),
            suggestion(error),
            command.getCommandSpec().qualifiedName());
    return ExitStatus.BAD_INPUT.code();
  }

  private static String suggestion(ParameterException error) {
    List<String> near =
        error instanceof UnmatchedArgumentException unknown ? unknown.getSuggestions() : List.of();
    // What comes first is the nearest; a sentence with all of them would help nobody.
    return near.isEmpty() ? "" : "; maybe %s was meant".formatted(near.get(0));
  }

  /** Reports an error of a running command. */
  public static int of(Throwable error, CommandLine command) {
    if (error instanceof ConfigurationException unusable) {
      unusable.problems().forEach(problem -> command.getErr().println("error: " + line(problem)));
      return ExitStatus.BAD_INPUT.code();
    }
    ExitStatus status = isBadInput(error) ? ExitStatus.BAD_INPUT : ExitStatus.FAILURE;
    command.getErr().println("error: " + sentence(error, status));
    return status.code();
  }

  private static boolean isBadInput(Throwable error) {
    return error instanceof GraphTooLargeException
        || error instanceof InvalidOrderException
        || error instanceof JaxprException
        || error instanceof UnknownGraphException
        || error instanceof UnmanageableStructureException
        || error instanceof UnmeasurableRunException
        || error instanceof UnopenedWarehouseException
        || error instanceof UnreportableRunException
        || error instanceof UnusablePolicyException
        || error instanceof BadInputException;
  }

  private static String sentence(Throwable error, ExitStatus status) {
    if (status == ExitStatus.BAD_INPUT
        || error instanceof WarehouseException
        || error instanceof MissingNativesException
        || error instanceof UnusableDeviceException
        || error instanceof DivergedRefitException
        || error instanceof ReportFailedException
        || error instanceof LostClusterException
        || error instanceof UnusableClusterException) {
      return firstLine(error);
    }
    return "%s: %s; run again with --verbose for the stack trace"
        .formatted(error.getClass().getSimpleName(), firstLine(error));
  }

  /** Says in one sentence on stderr what went wrong and stops nothing. */
  static void warn(String sentence) {
    System.err.println("warning: " + sentence);
  }

  /** Returns the first line of an error's message. */
  static String firstLine(Throwable error) {
    String message = error.getMessage();
    return message == null ? "no message" : line(message);
  }

  private static String line(String message) {
    return message.lines().findFirst().orElse("no message");
  }
}
