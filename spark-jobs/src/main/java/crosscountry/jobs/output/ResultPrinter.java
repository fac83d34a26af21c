package crosscountry.jobs.output;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.ColumnData;
import com.github.freva.asciitable.HorizontalAlign;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Prints rows as a table, JSON or CSV.
 *
 * @param <R> type of the rows
 */
public final class ResultPrinter<R> {

  private final List<Column<R>> columns;

  /** Creates a printer of the given columns, in their order. */
  public ResultPrinter(List<Column<R>> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Prints the rows. */
  public void print(List<R> rows, OutputFormat format, PrintStream out) {
    switch (format) {
      case TABLE -> out.println(table(rows));
      case JSON -> json(rows, out);
      case CSV -> csv(rows, out);
    }
    if (out.checkError()) {
      throw new UncheckedIOException(
          new IOException("the results could not be written to standard output"));
    }
  }

  private String table(List<R> rows) {
    List<ColumnData<R>> cells = new ArrayList<>();
    for (Column<R> column : columns) {
      cells.add(
          new com.github.freva.asciitable.Column()
              .header(column.name())
              .headerAlign(HorizontalAlign.LEFT)
              .dataAlign(alignment(column, rows))
              .maxWidth(72)
              .with(row -> text(column.value().apply(row))));
    }
    return AsciiTable.getTable(AsciiTable.NO_BORDERS, rows, cells);
  }

  private static <R> HorizontalAlign alignment(Column<R> column, List<R> rows) {
    boolean numbers = rows.stream().map(column.value()).anyMatch(Number.class::isInstance);
    return numbers ? HorizontalAlign.RIGHT : HorizontalAlign.LEFT;
  }

  // Row by row, since the text of a million rows is longer than a text can be.
  private void json(List<R> rows, PrintStream out) {
    ObjectMapper mapper = new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    try (SequenceWriter array = mapper.writerWithDefaultPrettyPrinter().writeValuesAsArray(out)) {
      for (R row : rows) {
        Map<String, Object> object = new LinkedHashMap<>();
        columns.forEach(column -> object.put(column.name(), column.value().apply(row)));
        array.write(object);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException("standard output cannot be written", broken);
    }
    out.println();
  }

  private void csv(List<R> rows, PrintStream out) {
    String[] header = columns.stream().map(Column::name).toArray(String[]::new);
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setHeader(header).setRecordSeparator('\n').build();
    try {
      CSVPrinter printer = new CSVPrinter(out, format);
      for (R row : rows) {
        printer.printRecord(
            columns.stream().map(column -> text(column.value().apply(row))).toList());
      }
      printer.flush();
    } catch (IOException broken) {
      throw new UncheckedIOException("standard output cannot be written", broken);
    }
  }

  private static String text(Object cell) {
    return cell == null ? "" : cell.toString();
  }
}
