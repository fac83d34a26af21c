package crosscountry.jobs.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads what a user gives as an order: equation numbers, or a file of them. */
final class OrderArgument {

  private static final String FILE = "@";

  private OrderArgument() {}

  /**
   * Returns the equation numbers.
   *
   * @param argument numbers separated by commas or blanks, or {@code @FILE} that holds them
   * @throws BadInputException if the file cannot be read, or something else is among the numbers
   */
  static int[] equations(String argument) {
    String text = argument.startsWith(FILE) ? read(argument.substring(FILE.length())) : argument;
    String bare = text.strip().replaceAll("^\\[|\\]$", "").strip();
    if (bare.isEmpty()) {
      return new int[0];
    }
    return Arrays.stream(bare.split("[,\\s]+")).mapToInt(OrderArgument::equation).toArray();
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new BadInputException(
          "the order file %s cannot be read as text; check the path".formatted(file));
    }
  }

  private static int equation(String token) {
    try {
      return Integer.parseInt(token);
    } catch (NumberFormatException notANumber) {
      throw new BadInputException(
          "the order holds '%s', which is not an equation number".formatted(token));
    }
  }
}
