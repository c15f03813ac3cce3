package dev.countersign.audit.log;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows in PostgreSQL's binary copy format (PostgreSQL manual, COPY, "Binary Format"): the fastest
/// way in, and one that quotes nothing.
///
/// Rows leave while the next ones are written, so that the database works meanwhile. They are in
/// the table after [#end]; without it, none is. The columns' types are the caller's business. For
/// one thread and one use.
final class BinaryCopy implements AutoCloseable {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int ABSENT = -1;
  private static final int TEXT_OID = 25;
  private static final int AT_ONCE = 1 << 16;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * AT_ONCE);
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final CopyIn copy;
  private final int columns;

  /// Begins a `COPY … FROM STDIN (FORMAT binary)`.
  ///
  /// @param columns how many columns each row has
  BinaryCopy(Connection connection, String statement, int columns) throws SQLException {
    this.columns = columns;
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    write(() -> {
      out.write(SIGNATURE);
      out.writeInt(0);
      out.writeInt(0);
    });
  }

  BinaryCopy row() throws SQLException {
    if (bytes.size() >= AT_ONCE) {
      flush();
    }
    return write(() -> out.writeShort(columns));
  }

  BinaryCopy bigint(@Nullable Long value) {
    return write(() -> {
      if (value == null) {
        out.writeInt(ABSENT);
      } else {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
      }
    });
  }

  BinaryCopy timestamp(@Nullable Instant value) {
    return bigint(value == null ? null : ChronoUnit.MICROS.between(EPOCH, value));
  }

  BinaryCopy bytea(byte[] value) {
    return write(() -> {
      out.writeInt(value.length);
      out.write(value);
    });
  }

  /// Text; U+0000, which PostgreSQL cannot keep, becomes U+FFFD.
  BinaryCopy text(@Nullable String value) {
    return value == null ? write(() -> out.writeInt(ABSENT)) : bytea(utf8(value));
  }

  BinaryCopy texts(@Nullable List<String> values) {
    if (values == null) {
      return text(null);
    }
    List<byte[]> items = values.stream().map(BinaryCopy::utf8).toList();
    int dimensions = items.isEmpty() ? 0 : 1;
    int length = 12 + 8 * dimensions + items.stream().mapToInt(item -> 4 + item.length).sum();
    return write(() -> {
      out.writeInt(length);
      out.writeInt(dimensions);
      out.writeInt(0);
      out.writeInt(TEXT_OID);
      if (dimensions > 0) {
        out.writeInt(items.size());
        out.writeInt(1);
      }
      for (byte[] item : items) {
        out.writeInt(item.length);
        out.write(item);
      }
    });
  }

  /// Ends the statement: all rows are stored.
  void end() throws SQLException {
    write(() -> out.writeShort(ABSENT));
    flush();
    copy.endCopy();
  }

  private void flush() throws SQLException {
    copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
    bytes.reset();
  }

  /// Takes back what was not ended.
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private static byte[] utf8(String value) {
    return value.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
  }

  private interface Step {
    void run() throws IOException;
  }

  private BinaryCopy write(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
  }
}
