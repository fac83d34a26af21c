package crosscountry.datasets.tables;

/** A sound file whose columns are not those of its table. */
final class SchemaMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SchemaMismatchException(String message) {
    super(message);
  }
}
