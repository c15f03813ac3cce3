package dev.countersign.evidence.bundle;

import dev.countersign.evidence.bundle.ZipForm.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// Reads a zip file in the form of [ZipForm], front to back, and accepts no other form.
///
/// No length that the file claims is trusted or allocated: an entry ends where its last block ends,
/// and the directory must repeat, byte for byte, what was read. What is wrong with checksums and
/// the directory is kept in [#damage()], so that the content can still be examined; anything else
/// throws [MalformedBundleException]. Not safe for use by several threads.
final class ZipSource {
  /// Room for the rest of a block and a whole one.
  private static final int BUFFER = 2 << 16;

  /// What is read with a block, so that what stands around blocks needs no reading of its own.
  private static final int AHEAD = 1 << 12;

  private final InputStream in;
  private final int maxEntries;
  private final boolean checked;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> damage = new ArrayList<>();
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private String name = "";
  private long position;
  private long offset;
  private long dataStart;
  private long length;

  // In the buffer: what is left of a block stands from `taken` to `filled`, and behind it, from
  // `next` to `end`, what else was read of the file.
  private int taken;
  private int filled;
  private int next;
  private int end;
  private boolean lastBlock;

  ZipSource(InputStream in, int maxEntries) {
    this(in, maxEntries, true);
  }

  /// @param checked whether checksums are computed; what stands behind the entries can only be read
  ///   where they are
  ZipSource(InputStream in, int maxEntries, boolean checked) {
    this.in = in;
    this.maxEntries = maxEntries;
    this.checked = checked;
  }

  /// Goes to the next entry and tells its name; nothing, when the directory begins.
  Optional<String> next() throws IOException {
    offset = position;
    int signature = little(take(4)).getInt();
    if (signature == ZipForm.CENTRAL_HEADER) {
      return Optional.empty();
    }
    if (signature != ZipForm.LOCAL_HEADER) {
      throw malformed("no zip entry here");
    }
    readHeader(signature);
    return Optional.of(name);
  }

  private void readHeader(int signature) throws IOException {
    if (entries.size() == maxEntries) {
      throw malformed("more than " + maxEntries + " entries");
    }
    byte[] rest = take(ZipForm.LOCAL_HEADER_LENGTH - 4);
    int nameLength = little(rest).getShort(22);
    if (nameLength < 1 || nameLength > ZipForm.MAX_NAME) {
      throw malformed("name length: " + nameLength + " (expected: 1 to 100)");
    }
    name = new String(take(nameLength), StandardCharsets.US_ASCII);
    byte[] header =
        ZipForm.buffer(ZipForm.LOCAL_HEADER_LENGTH + nameLength)
            .putInt(signature)
            .put(rest)
            .put(name.getBytes(StandardCharsets.US_ASCII))
            .array();
    if (!Arrays.equals(header, ZipForm.localHeader(name))) {
      throw malformed("not a zip entry of the form that bundles have");
    }
    crc.reset();
    dataStart = position;
    length = 0;
    taken = next;
    filled = next;
    lastBlock = false;
  }

  /// The next byte of the entry, or -1 at its end.
  int read() throws IOException {
    if (taken == filled && !fill()) {
      return -1;
    }
    return buffer[taken++] & 0xff;
  }

  /// The next line of the entry; nothing at the end of the entry.
  ///
  /// @param spare where lines are put together that do not stand in one block
  /// @throws MalformedBundleException when it is longer than `spare` or has no line feed
  Optional<Line> readLine(byte[] spare) throws IOException {
    int from = taken;
    int to = Line.end(buffer, from, filled);
    if (to == filled || to - from > spare.length) {
      return readLongLine(spare);
    }
    taken = to + 1;
    return Optional.of(new Line(buffer, from, to));
  }

  private Optional<Line> readLongLine(byte[] spare) throws IOException {
    int length = 0;
    while (taken < filled || fill()) {
      int to = Line.end(buffer, taken, filled);
      int count = to - taken;
      if (count > spare.length - length) {
        throw malformed("a line longer than " + spare.length + " bytes");
      }
      System.arraycopy(buffer, taken, spare, length, count);
      length += count;
      taken = Math.min(to + 1, filled);
      if (to < filled) {
        return Optional.of(new Line(spare, 0, length));
      }
    }
    if (length > 0) {
      throw malformed("the last line has no end");
    }
    return Optional.empty();
  }

  /// The whole rest of the entry.
  ///
  /// @throws MalformedBundleException when it is longer than `limit` bytes
  byte[] readAll(int limit) throws IOException {
    var content = new java.io.ByteArrayOutputStream();
    for (int b = read(); b >= 0; b = read()) {
      if (content.size() == limit) {
        throw malformed("longer than " + limit + " bytes");
      }
      content.write(b);
    }
    return content.toByteArray();
  }

  private boolean fill() throws IOException {
    if (lastBlock) {
      return false;
    }
    byte[] header = take(5);
    int size = little(header).getShort(1) & 0xffff;
    lastBlock = header[0] == 1;
    boolean canonical = lastBlock ? size > 0 || length == 0 : size == ZipForm.MAX_BLOCK;
    if (!canonical || !Arrays.equals(header, ZipForm.blockHeader(size, lastBlock))) {
      throw malformed("not a stored block of the form that bundles have");
    }
    if (there(size) < size) {
      throw malformed("the file ends here");
    }
    taken = next;
    filled = next + size;
    next = filled;
    position += size;
    if (checked) {
      crc.update(buffer, taken, size);
    }
    length += size;
    if (length > ZipSink.MAX_ENTRY) {
      throw malformed("longer than 2^31 bytes");
    }
    if (lastBlock) {
      endEntry();
    }
    return size > 0;
  }

  private void endEntry() throws IOException {
    var entry =
        new Entry(name, offset, (int) crc.getValue(), (int) (position - dataStart), (int) length);
    byte[] descriptor = take(ZipForm.DATA_DESCRIPTOR_LENGTH);
    if (checked && !Arrays.equals(descriptor, ZipForm.dataDescriptor(entry))) {
      damage.add(name + ": checksum or length is not the content's");
    }
    entries.add(entry);
  }

  /// Reads the directory, whose first four bytes were read, up to the end of the file.
  void finish() throws IOException {
    if (!checked) {
      throw new IllegalStateException("nothing is known of the checksums");
    }
    long directory = offset;
    boolean first = true;
    for (Entry entry : entries) {
      byte[] expected = ZipForm.centralHeader(entry);
      byte[] rest = first ? Arrays.copyOfRange(expected, 4, expected.length) : expected;
      if (!Arrays.equals(takeUpTo(rest.length), rest)) {
        damage.add("directory: does not list " + entry.name() + " as it is");
        return;
      }
      first = false;
    }
    byte[] end = ZipForm.end(entries.size(), directory, position - directory);
    if (!Arrays.equals(takeUpTo(end.length), end)) {
      damage.add("directory: its end does not fit the file");
    } else if (there(1) > 0) {
      damage.add("more bytes after the end of the zip file");
    }
  }

  /// What does not fit, but does not keep the content from being read.
  List<String> damage() {
    return List.copyOf(damage);
  }

  MalformedBundleException malformed(String reason) {
    String where = name.isEmpty() ? "" : name + ", ";
    return new MalformedBundleException(where + "byte " + position + ": " + reason);
  }

  private byte[] take(int count) throws IOException {
    byte[] bytes = takeUpTo(count);
    if (bytes.length != count) {
      throw malformed("the file ends here");
    }
    return bytes;
  }

  private byte[] takeUpTo(int count) throws IOException {
    int length = there(count);
    byte[] bytes = Arrays.copyOfRange(buffer, next, next + length);
    next += length;
    position += length;
    return bytes;
  }

  /// How many of so many next bytes the file has; they stand in the buffer then.
  private int there(int count) throws IOException {
    if (end - next < count) {
      makeRoom(count);
      int wanted = Math.min(next + count + AHEAD, buffer.length);
      int read = 0;
      while (end - next < count && read >= 0) {
        read = in.read(buffer, end, wanted - end);
        end += Math.max(read, 0);
      }
    }
    return Math.min(count, end - next);
  }

  private void makeRoom(int count) {
    if (next + count > buffer.length) {
      int gone = taken < filled ? taken : next;
      System.arraycopy(buffer, gone, buffer, 0, end - gone);
      filled = Math.max(filled - gone, 0);
      taken = Math.max(taken - gone, 0);
      next -= gone;
      end -= gone;
    }
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
