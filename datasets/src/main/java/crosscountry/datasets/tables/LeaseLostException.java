package crosscountry.datasets.tables;

/** A lease that was not renewed in time and that somebody else took over; the message says who. */
public final class LeaseLostException extends WarehouseException {

  private static final long serialVersionUID = 1L;

  LeaseLostException(String name, String owner, String successor) {
    super(
        ("%s lost the lease %s: it expired and %s took it over; what was under way is to be left"
                + " to them")
            .formatted(owner, name, successor));
  }
}
