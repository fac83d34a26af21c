package crosscountry.datasets.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The columns of one table and how a row is made of them.
 *
 * <p>Columns are only ever added, and those that are added are nullable: so every file ever written
 * stays readable, here and in other readers. The last column, {@code schema_version}, says which
 * version wrote a row.
 *
 * @param <R> the Java type of a row
 */
final class TableSchema<R> {

  private final String table;
  private final int version;
  private final List<Column<R, ?>> columns;
  private final Function<Cells<R>, R> assembly;

  /**
   * Creates a schema.
   *
   * @param table the table's name, also that of its folder
   * @param version the schema version, raised with each added column
   * @param columns the columns, in the order in which files have them
   * @param assembly makes a row of its cells
   */
  TableSchema(
      String table, int version, List<Column<R, ?>> columns, Function<Cells<R>, R> assembly) {
    List<Column<R, ?>> all = new ArrayList<>(columns);
    all.add(Column.required("schema_version", ScalarType.INT, row -> version));
    this.table = table;
    this.version = version;
    this.columns = List.copyOf(all);
    this.assembly = assembly;
  }

  /** Returns the table's name. */
  String table() {
    return table;
  }

  /** Returns the version of the schema, which every row that is written carries. */
  int version() {
    return version;
  }

  /** Returns the names of the columns, in the order in which files have them. */
  List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /** Returns the schema of a file that is written now. */
  MessageType fileSchema() {
    List<Type> fields = new ArrayList<>();
    columns.forEach(column -> fields.add(column.field()));
    return new MessageType(table, fields);
  }

  /** Writes all cells of a row. */
  void write(RecordConsumer out, R row) {
    for (int index = 0; index < columns.size(); index++) {
      columns.get(index).write(out, index, row);
    }
  }

  /** Makes a row of its cells. */
  R assemble(Cells<R> cells) {
    return assembly.apply(cells);
  }

  /**
   * Returns those of our columns that a file has. What else the file has, a newer version added,
   * and it is passed over.
   *
   * @throws SchemaMismatchException if the file lacks a required column or types one otherwise
   */
  List<Column<R, ?>> columnsIn(MessageType file) {
    List<Column<R, ?>> present = new ArrayList<>();
    for (Column<R, ?> column : columns) {
      if (file.containsField(column.name())) {
        requireSameType(column.field(), file.getType(column.name()));
        present.add(column);
      } else if (!column.isNullable()) {
        throw new SchemaMismatchException("it has no column " + column.name());
      }
    }
    return present;
  }

  private static void requireSameType(Type ours, Type theirs) {
    if (!isSameType(ours, theirs)) {
      throw new SchemaMismatchException(
          "its column %s is \"%s\" where \"%s\" is expected"
              .formatted(ours.getName(), oneLine(theirs), oneLine(ours)));
    }
  }

  // Repetition and the names inside a list are left out of the comparison: programs that rewrite a
  // file, to merge small ones say, make every column optional and name list levels in their own
  // way.
  private static boolean isSameType(Type ours, Type theirs) {
    if (ours.isPrimitive() || theirs.isPrimitive()) {
      return ours.isPrimitive()
          && theirs.isPrimitive()
          && ours.asPrimitiveType().getPrimitiveTypeName()
              == theirs.asPrimitiveType().getPrimitiveTypeName()
          && sameAnnotation(ours, theirs);
    }
    GroupType one = ours.asGroupType();
    GroupType other = theirs.asGroupType();
    return sameAnnotation(ours, theirs)
        && one.getFieldCount() == 1
        && other.getFieldCount() == 1
        && isSameType(one.getType(0), other.getType(0));
  }

  private static boolean sameAnnotation(Type ours, Type theirs) {
    return Objects.equals(meaningOf(ours), meaningOf(theirs));
  }

  // A signed integer of the primitive's own width says nothing new, but some writers say it.
  private static LogicalTypeAnnotation meaningOf(Type type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    boolean plain =
        annotation instanceof IntLogicalTypeAnnotation integer
            && integer.isSigned()
            && integer.getBitWidth() >= Integer.SIZE;
    return plain ? null : annotation;
  }

  private static String oneLine(Type type) {
    return type.toString().replaceAll("\\s+", " ");
  }
}
