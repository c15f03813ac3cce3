package dev.countersign.evidence.bundle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The one form of zip file (PKWARE APPNOTE 6.3) that a bundle has.
///
/// Entries are deflate streams of stored blocks: not compressed, so that a changed byte of the file
/// is one changed byte of one record, there is nothing to inflate into a bomb, and the bytes do not
/// depend on a compressor. Times are fixed, sizes follow the data, names are ASCII, offsets stand
/// in zip64 fields. Every tool that reads zip files reads it; there is exactly one way to write it.
final class ZipForm {
  static final int LOCAL_HEADER = 0x04034b50;
  static final int DATA_DESCRIPTOR = 0x08074b50;
  static final int CENTRAL_HEADER = 0x02014b50;

  /// The longest stored block of a deflate stream (RFC 1951 §3.2.4).
  static final int MAX_BLOCK = 0xffff;

  static final int LOCAL_HEADER_LENGTH = 30;
  static final int DATA_DESCRIPTOR_LENGTH = 16;
  static final int CENTRAL_HEADER_LENGTH = 46;
  static final int MAX_NAME = 100;

  private static final int END64 = 0x06064b50;
  private static final int END64_LOCATOR = 0x07064b50;
  private static final int END = 0x06054b50;
  private static final short VERSION = 45;
  private static final short SIZES_FOLLOW = 0x0008;
  private static final short DEFLATED = 8;
  private static final short MIDNIGHT = 0;
  private static final short FIRST_OF_JANUARY_1980 = 0x0021;
  private static final int IN_EXTRA_FIELD = -1;
  private static final short OFFSET_EXTRA_LENGTH = 12;

  private ZipForm() {}

  /// What the directory says of an entry; lengths are unsigned 32 bits.
  record Entry(String name, long offset, int crc, int storedLength, int length) {}

  static byte[] localHeader(String name) {
    byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
    return buffer(LOCAL_HEADER_LENGTH + ascii.length)
        .putInt(LOCAL_HEADER)
        .putShort(VERSION)
        .putShort(SIZES_FOLLOW)
        .putShort(DEFLATED)
        .putShort(MIDNIGHT)
        .putShort(FIRST_OF_JANUARY_1980)
        .putInt(0)
        .putInt(0)
        .putInt(0)
        .putShort((short) ascii.length)
        .putShort((short) 0)
        .put(ascii)
        .array();
  }

  static byte[] blockHeader(int length, boolean last) {
    return buffer(5)
        .put((byte) (last ? 1 : 0))
        .putShort((short) length)
        .putShort((short) ~length)
        .array();
  }

  static byte[] dataDescriptor(Entry entry) {
    return buffer(DATA_DESCRIPTOR_LENGTH)
        .putInt(DATA_DESCRIPTOR)
        .putInt(entry.crc())
        .putInt(entry.storedLength())
        .putInt(entry.length())
        .array();
  }

  static byte[] centralHeader(Entry entry) {
    byte[] ascii = entry.name().getBytes(StandardCharsets.US_ASCII);
    return buffer(CENTRAL_HEADER_LENGTH + ascii.length + OFFSET_EXTRA_LENGTH)
        .putInt(CENTRAL_HEADER)
        .putShort(VERSION)
        .putShort(VERSION)
        .putShort(SIZES_FOLLOW)
        .putShort(DEFLATED)
        .putShort(MIDNIGHT)
        .putShort(FIRST_OF_JANUARY_1980)
        .putInt(entry.crc())
        .putInt(entry.storedLength())
        .putInt(entry.length())
        .putShort((short) ascii.length)
        .putShort(OFFSET_EXTRA_LENGTH)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(0)
        .putInt(IN_EXTRA_FIELD)
        .put(ascii)
        .putShort((short) 1)
        .putShort((short) 8)
        .putLong(entry.offset())
        .array();
  }

  static byte[] end(long entries, long directoryOffset, long directoryLength) {
    return buffer(56 + 20 + 22)
        .putInt(END64)
        .putLong(44)
        .putShort(VERSION)
        .putShort(VERSION)
        .putInt(0)
        .putInt(0)
        .putLong(entries)
        .putLong(entries)
        .putLong(directoryLength)
        .putLong(directoryOffset)
        .putInt(END64_LOCATOR)
        .putInt(0)
        .putLong(directoryOffset + directoryLength)
        .putInt(1)
        .putInt(END)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) -1)
        .putShort((short) -1)
        .putInt(-1)
        .putInt(-1)
        .putShort((short) 0)
        .array();
  }

  static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
