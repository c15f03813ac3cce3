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

/// Rows in PostgreSQL's binary copy format (PostgreSQL manual, COPY, "Binary Format"): the fastest
/// way in, and one that quotes nothing.
///
/// The columns' types are the caller's business. For one thread and one use.
final class BinaryCopy {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int ABSENT = -1;
  private static final int TEXT_OID = 25;

  private final ByteArrayOutputStream bytes;
  private final DataOutputStream out;
  private final int columns;

  /// @param columns how many columns each row has
  /// @param expected about how many bytes there will be
  BinaryCopy(int columns, int expected) {
    this.columns = columns;
    this.bytes = new ByteArrayOutputStream(expected);
    this.out = new DataOutputStream(bytes);
    write(() -> {
      out.write(SIGNATURE);
      out.writeInt(0);
      out.writeInt(0);
    });
  }

  BinaryCopy row() {
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

  /// Sends the rows with a `COPY … FROM STDIN (FORMAT binary)` statement.
  void send(Connection connection, String statement) throws SQLException {
    write(() -> out.writeShort(ABSENT));
    PGConnection postgres = connection.unwrap(PGConnection.class);
    var copy = postgres.getCopyAPI().copyIn(statement);
    try {
      copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
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
