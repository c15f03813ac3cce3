package dev.countersign.evidence.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The entries under a tile of leaf hashes, one after the other, each behind its length in two
/// bytes (C2SP `tlog-tiles`).
public final class EntryBundle {
  private static final int LENGTH_BYTES = 2;
  private static final int MAX_ENTRY = 0xffff;

  private EntryBundle() {}

  /// Writes entries in their order.
  ///
  /// @throws IllegalArgumentException when there are not 1 to 256, or one is longer than 65,535
  public static byte[] write(List<byte[]> entries) {
    requireCount(entries.size());
    var out = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      if (entry.length > MAX_ENTRY) {
        throw new IllegalArgumentException(
            "entry length: " + entry.length + " (expected: <= " + MAX_ENTRY + ")");
      }
      out.write(entry.length >>> Byte.SIZE);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  /// Reads what [#write] writes.
  ///
  /// @throws IllegalArgumentException when it is anything else
  public static List<byte[]> parse(byte[] bundle) {
    var entries = new ArrayList<byte[]>();
    int at = 0;
    while (at < bundle.length) {
      int begin = at + LENGTH_BYTES;
      if (begin > bundle.length) {
        throw new IllegalArgumentException("entry bundle: ends within a length");
      }
      int length = (bundle[at] & 0xff) << Byte.SIZE | bundle[at + 1] & 0xff;
      if (length > bundle.length - begin) {
        throw new IllegalArgumentException("entry bundle: ends within an entry");
      }
      at = begin + length;
      entries.add(Arrays.copyOfRange(bundle, begin, at));
    }
    requireCount(entries.size());
    return entries;
  }

  private static void requireCount(int count) {
    if (count < 1 || count > Tile.WIDTH) {
      throw new IllegalArgumentException("entries: " + count + " (expected: 1 to 256)");
    }
  }
}
