package crosscountry.jobs;

import crosscountry.jobs.command.BoundCommand;
import crosscountry.jobs.command.CodegenCommand;
import crosscountry.jobs.command.DefaultSettings;
import crosscountry.jobs.command.Diagnostics;
import crosscountry.jobs.command.ErrorReport;
import crosscountry.jobs.command.EvaluateCommand;
import crosscountry.jobs.command.ExportPolicyCommand;
import crosscountry.jobs.command.GraphsCommand;
import crosscountry.jobs.command.MaintainCommand;
import crosscountry.jobs.command.OrdersCommand;
import crosscountry.jobs.command.RefitCommand;
import crosscountry.jobs.command.RehearseCommand;
import crosscountry.jobs.command.ReportCommand;
import crosscountry.jobs.command.RetrainCommand;
import crosscountry.jobs.command.SearchCommand;
import crosscountry.jobs.command.SimulateCommand;
import crosscountry.jobs.command.SoftwareVersion;
import crosscountry.jobs.command.TrainCommand;
import java.time.Clock;
import org.slf4j.MDC;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. */
@Command(
    name = "crosscountry",
    description = "Discovers cheap vertex elimination orders for exact Jacobians.",
    mixinStandardHelpOptions = true,
    versionProvider = SoftwareVersion.class,
    subcommands = {
      GraphsCommand.class,
      TrainCommand.class,
      SearchCommand.class,
      BoundCommand.class,
      OrdersCommand.class,
      MaintainCommand.class,
      ReportCommand.class,
      EvaluateCommand.class,
      CodegenCommand.class,
      RefitCommand.class,
      ExportPolicyCommand.class,
      SimulateCommand.class,
      CommandLine.HelpCommand.class
    })
public final class Main {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error.")
  private boolean verbose;

  /** Runs a command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    Diagnostics.chosen().install();
    System.exit(run(arguments));
  }

  /** Runs a command and returns its exit code. */
  public static int run(String... arguments) {
    return run(Clock.systemUTC(), arguments);
  }

  /**
   * Runs a command and returns its exit code.
   *
   * @param clock the time, for commands to which it matters which day it is
   */
  public static int run(Clock clock, String... arguments) {
    CommandLine commandLine = commandLine(clock);
    try {
      return commandLine.execute(arguments);
    } catch (Error fault) {
      // The parser hands on exceptions only.
      Main main = commandLine.getCommand();
      if (main.verbose) {
        fault.printStackTrace(commandLine.getErr());
      }
      return ErrorReport.of(fault, commandLine);
    } finally {
      // Not earlier: what the log says of a run includes the error that it ended with.
      MDC.clear();
    }
  }

  /**
   * Returns what parses and executes commands.
   *
   * @param clock the time, for commands to which it matters which day it is
   */
  public static CommandLine commandLine(Clock clock) {
    Main main = new Main();
    return new CommandLine(main)
        .addSubcommand("retrain", new RetrainCommand(clock))
        .addSubcommand("rehearse", new RehearseCommand(words -> run(clock, words)))
        .setResourceBundle(new DefaultSettings())
        .setCaseInsensitiveEnumValuesAllowed(true)
        // --order @FILE names a file of equation numbers, not of options.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(ErrorReport::ofUsage)
        .setExecutionExceptionHandler(
            (error, command, parsed) -> {
              if (main.verbose) {
                error.printStackTrace(command.getErr());
              }
              return ErrorReport.of(error, command);
            });
  }
}
