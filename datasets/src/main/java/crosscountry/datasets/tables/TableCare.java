package crosscountry.datasets.tables;

/**
 * What was done, or would be done, to a table. Rows that others append meanwhile are not counted.
 *
 * @param table the table's name
 * @param filesBefore files that there were
 * @param filesAfter files that there are now
 * @param rowsBefore rows that there were
 * @param rowsAfter rows that there are now; only what was not to be kept is gone
 * @param bytesBefore size of the files that there were
 * @param bytesAfter size of the files that there are now; of what would be done, an estimate
 */
public record TableCare(
    String table,
    long filesBefore,
    long filesAfter,
    long rowsBefore,
    long rowsAfter,
    long bytesBefore,
    long bytesAfter) {}
