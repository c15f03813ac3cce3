package dev.countersign.masking.commit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes that grow at their end and are kept for the next body.
final class Bytes {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] array;
  private int length;

  Bytes(int capacity) {
    array = new byte[capacity];
  }

  static void putInt(byte[] out, int at, long value) {
    INT.set(out, at, (int) value);
  }

  static void putLong(byte[] out, int at, long value) {
    LONG.set(out, at, value);
  }

  static int intAt(byte[] in, int at) {
    return (int) INT.get(in, at);
  }

  byte[] array() {
    return array;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /// Makes room for so many bytes more and answers where they begin.
  int grow(int count) {
    int at = length;
    length = Math.addExact(length, count);
    if (length > array.length) {
      array =
          Arrays.copyOf(
              array, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(length, 2L * array.length)));
    }
    return at;
  }

  void addInt(long value) {
    int at = grow(4);
    putInt(array, at, value);
  }

  void addLong(long value) {
    int at = grow(8);
    putLong(array, at, value);
  }

  void add(byte[] bytes, int off, int len) {
    int at = grow(len);
    System.arraycopy(bytes, off, array, at, len);
  }
}
