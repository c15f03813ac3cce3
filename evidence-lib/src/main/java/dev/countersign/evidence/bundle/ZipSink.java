package dev.countersign.evidence.bundle;

import dev.countersign.evidence.bundle.ZipForm.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/// Writes a zip file in the form of [ZipForm], front to back.
///
/// It keeps one block and the directory in memory, about 100 bytes an entry. Not safe for use by
/// several threads.
final class ZipSink {
  /// The content of an entry stays below this, so that its lengths fit 32 bits with room to spare.
  static final long MAX_ENTRY = 1L << 31;

  private final OutputStream out;
  private final List<Entry> entries = new ArrayList<>();
  private final byte[] block = new byte[ZipForm.MAX_BLOCK];
  private final CRC32 crc = new CRC32();
  private String name = "";
  private long written;
  private long offset;
  private long dataStart;
  private long length;
  private int filled;

  ZipSink(OutputStream out) {
    this.out = out;
  }

  void begin(String entryName) throws IOException {
    name = entryName;
    offset = written;
    crc.reset();
    length = 0;
    filled = 0;
    put(ZipForm.localHeader(name));
    dataStart = written;
  }

  void write(byte[] bytes) throws IOException {
    length += bytes.length;
    if (length > MAX_ENTRY) {
      throw new IllegalStateException("entry length: " + length + " (expected: <= 2^31)");
    }
    crc.update(bytes);
    int taken = 0;
    while (taken < bytes.length) {
      if (filled == block.length) {
        flushBlock(false);
      }
      int count = Math.min(bytes.length - taken, block.length - filled);
      System.arraycopy(bytes, taken, block, filled, count);
      taken += count;
      filled += count;
    }
  }

  long entryLength() {
    return length;
  }

  void end() throws IOException {
    flushBlock(true);
    var entry =
        new Entry(name, offset, (int) crc.getValue(), (int) (written - dataStart), (int) length);
    put(ZipForm.dataDescriptor(entry));
    entries.add(entry);
  }

  void entry(String entryName, byte[] content) throws IOException {
    begin(entryName);
    write(content);
    end();
  }

  void finish() throws IOException {
    long directory = written;
    for (Entry entry : entries) {
      put(ZipForm.centralHeader(entry));
    }
    put(ZipForm.end(entries.size(), directory, written - directory));
    out.flush();
  }

  private void flushBlock(boolean last) throws IOException {
    put(ZipForm.blockHeader(filled, last));
    out.write(block, 0, filled);
    written += filled;
    filled = 0;
  }

  private void put(byte[] bytes) throws IOException {
    out.write(bytes);
    written += bytes.length;
  }
}
