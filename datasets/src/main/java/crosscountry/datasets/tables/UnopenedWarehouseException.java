package crosscountry.datasets.tables;

/** A place that can be no warehouse, whatever is mended elsewhere; nothing has begun there. */
public final class UnopenedWarehouseException extends WarehouseException {

  private static final long serialVersionUID = 1L;

  UnopenedWarehouseException(String sentence) {
    super(sentence);
  }

  UnopenedWarehouseException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
