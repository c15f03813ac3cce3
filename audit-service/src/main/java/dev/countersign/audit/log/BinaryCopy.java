package dev.countersign.audit.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
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
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);
  private static final int ABSENT = -1;
  private static final int TEXT_OID = 25;
  private static final int AT_ONCE = 1 << 16;

  private final CopyIn copy;
  private final int columns;
  private byte[] bytes = new byte[2 * AT_ONCE];
  private int length;

  /// Begins a `COPY … FROM STDIN (FORMAT binary)`.
  ///
  /// @param columns how many columns each row has
  BinaryCopy(Connection connection, String statement, int columns) throws SQLException {
    this.columns = columns;
    this.copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    put(SIGNATURE);
    putInt(0);
    putInt(0);
  }

  BinaryCopy row() throws SQLException {
    if (length >= AT_ONCE) {
      flush();
    }
    return putShort(columns);
  }

  BinaryCopy bigint(@Nullable Long value) {
    return value == null ? putInt(ABSENT) : putInt(Long.BYTES).putLong(value);
  }

  BinaryCopy timestamp(@Nullable Instant value) {
    return bigint(value == null ? null : ChronoUnit.MICROS.between(EPOCH, value));
  }

  BinaryCopy bytea(byte[] value) {
    return putInt(value.length).put(value);
  }

  /// Text; U+0000, which PostgreSQL cannot keep, becomes U+FFFD.
  BinaryCopy text(@Nullable String value) {
    return value == null ? putInt(ABSENT) : bytea(utf8(value));
  }

  BinaryCopy texts(@Nullable List<String> values) {
    if (values == null) {
      return text(null);
    }
    List<byte[]> items = values.stream().map(BinaryCopy::utf8).toList();
    int dimensions = items.isEmpty() ? 0 : 1;
    putInt(12 + 8 * dimensions + items.stream().mapToInt(item -> 4 + item.length).sum());
    putInt(dimensions).putInt(0).putInt(TEXT_OID);
    if (dimensions > 0) {
      putInt(items.size()).putInt(1);
    }
    items.forEach(this::bytea);
    return this;
  }

  /// Ends the statement: all rows are stored.
  void end() throws SQLException {
    putShort(ABSENT);
    flush();
    copy.endCopy();
  }

  private void flush() throws SQLException {
    copy.writeToCopy(bytes, 0, length);
    length = 0;
  }

  /// Takes back what was not ended.
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
  }

  private static byte[] utf8(String value) {
    return value.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
  }

  private BinaryCopy put(byte[] value) {
    makeRoom(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  private BinaryCopy putShort(int value) {
    makeRoom(Short.BYTES);
    SHORT.set(bytes, length, (short) value);
    length += Short.BYTES;
    return this;
  }

  private BinaryCopy putInt(int value) {
    makeRoom(Integer.BYTES);
    INT.set(bytes, length, value);
    length += Integer.BYTES;
    return this;
  }

  private BinaryCopy putLong(long value) {
    makeRoom(Long.BYTES);
    LONG.set(bytes, length, value);
    length += Long.BYTES;
    return this;
  }

  private void makeRoom(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
