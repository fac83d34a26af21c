package crosscountry.datasets.tables;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Rows as they are in a file, whatever columns it has: so that they can be copied with the columns
 * of a newer version, the schema version of an older one, and what is wrong with them.
 */
final class RawRows {

  /**
   * A reader of one append goes through a row group from its beginning, so that they are smaller
   * than Parquet would make them.
   */
  private static final long ROW_GROUP_BYTES = 8L << 20;

  /** The setting by which tests make them smaller still. */
  private static final String ROW_GROUP_BYTES_KEY = "crosscountry.warehouse.row-group-bytes";

  private RawRows() {}

  /** Returns a cursor over the rows of a file. */
  static FileCursor<Group> cursor(Path file, Configuration configuration) {
    return new FileCursor<>(file, configuration, Reading::new);
  }

  /**
   * Returns a writer of a new file.
   *
   * @param schema the columns
   * @param metadata what the footer is to say besides
   */
  static ParquetWriter<Group> writer(
      OutputFile file,
      MessageType schema,
      Map<String, String> metadata,
      Configuration configuration)
      throws IOException {
    return new Writing(file, schema, metadata)
        .withConf(configuration)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withRowGroupSize(configuration.getLong(ROW_GROUP_BYTES_KEY, ROW_GROUP_BYTES))
        .build();
  }

  private static final class Reading extends ParquetReader.Builder<Group> {

    Reading(InputFile file) {
      super(file);
      usePageChecksumVerification();
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  private static final class Writing extends ParquetWriter.Builder<Group, Writing> {
    private final MessageType schema;
    private final Map<String, String> metadata;

    Writing(OutputFile file, MessageType schema, Map<String, String> metadata) {
      super(file);
      this.schema = schema;
      this.metadata = metadata;
    }

    @Override
    protected Writing self() {
      return this;
    }

    @Override
    protected WriteSupport<Group> getWriteSupport(Configuration configuration) {
      return new GroupSupport(schema, metadata);
    }
  }

  private static final class GroupSupport extends WriteSupport<Group> {
    private final MessageType schema;
    private final Map<String, String> metadata;
    private GroupWriter out;

    GroupSupport(MessageType schema, Map<String, String> metadata) {
      this.schema = schema;
      this.metadata = metadata;
    }

    @Override
    public WriteContext init(Configuration configuration) {
      return new WriteContext(schema, metadata);
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = new GroupWriter(consumer, schema);
    }

    @Override
    public void write(Group row) {
      out.write(row);
    }
  }
}
