package dev.countersign.masking;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// One cell: its text without quotes, and the way of changes of that text into the cell. One object
/// serves many cells in turn.
///
/// Quotes stay where they were; where a change needs them and there are none, the cell is written
/// anew.
final class CsvCell implements Edits {

  private final byte separator;
  private final Decoded decoded = new Decoded();
  private final EditList bare = new EditList();
  private final Rebuilt rebuilt = new Rebuilt();
  private byte[] bytes = {};
  private int start;
  private int end;
  private boolean quoted;
  private boolean doubled;
  private boolean needsQuotes;
  private Edits out = (_, _, _, _) -> {};

  CsvCell(byte separator) {
    this.separator = separator;
  }

  /// Takes the cell from `start` to `end`, which is well formed.
  void set(byte[] bytes, int start, int end, Edits out) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.out = out;
    quoted = start < end && bytes[start] == '"';
    doubled = false;
    needsQuotes = false;
    bare.clear();
    for (int i = start + 1; quoted && !doubled && i < end - 1; i++) {
      doubled = bytes[i] == '"';
    }
    if (doubled) {
      decode();
    }
  }

  private void decode() {
    decoded.clear();
    for (int i = start + 1; i < end - 1; i++) {
      decoded.add(bytes[i], i);
      if (bytes[i] == '"') {
        i++;
      }
    }
    decoded.end(end - 1);
  }

  byte[] text() {
    return doubled ? decoded.bytes() : bytes;
  }

  int from() {
    return doubled ? 0 : quoted ? start + 1 : start;
  }

  int to() {
    return doubled ? decoded.length() : quoted ? end - 1 : end;
  }

  @Override
  public void replace(int from, int to, byte[] text, int rule) throws IOException {
    if (!quoted) {
      needsQuotes |= needsQuotes(text);
      bare.replace(from, to, text, rule);
    } else if (doubled) {
      out.replace(decoded.origin(from), decoded.origin(to), withDoubledQuotes(text), rule);
    } else {
      out.replace(from, to, withDoubledQuotes(text), rule);
    }
  }

  /// Hands on what could not be handed on at once.
  void finish() throws IOException {
    if (bare.isEmpty()) {
      return;
    }
    if (needsQuotes) {
      rebuilt.begin(bytes, start, end);
      bare.drainTo(rebuilt);
      rebuilt.end();
      out.replace(start, end, quoted(rebuilt.text()), rebuilt.rule());
    } else {
      bare.drainTo(out);
    }
  }

  /// Puts a text in the place of the whole cell.
  void become(byte[] text, int rule) throws IOException {
    out.replace(start, end, quoted || needsQuotes(text) ? quoted(text) : text, rule);
  }

  private boolean needsQuotes(byte[] text) {
    for (byte b : text) {
      if (b == separator || b == '"' || b == '\n' || b == '\r') {
        return true;
      }
    }
    return false;
  }

  private static byte[] withDoubledQuotes(byte[] text) {
    ByteArrayOutputStream doubled = new ByteArrayOutputStream(text.length + 8);
    for (byte b : text) {
      doubled.write(b);
      if (b == '"') {
        doubled.write(b);
      }
    }
    return doubled.toByteArray();
  }

  private static byte[] quoted(byte[] text) {
    ByteArrayOutputStream quoted = new ByteArrayOutputStream(text.length + 8);
    quoted.write('"');
    quoted.writeBytes(withDoubledQuotes(text));
    quoted.write('"');
    return quoted.toByteArray();
  }
}
