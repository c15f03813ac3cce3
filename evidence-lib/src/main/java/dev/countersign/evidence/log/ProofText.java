package dev.countersign.evidence.log;

import dev.countersign.evidence.note.MalformedNoteException;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the texts of C2SP `tlog-proof` and `tlog-witness` have in common: lines, hashes in Base64,
/// an empty line, and a checkpoint. Reads one text from its beginning.
final class ProofText {
  /// No proof of a tree of up to 2^63 leaves has more hashes.
  static final int MAX_HASHES = 63;

  private static final int MAX_LINE = 1 << 17;
  private static final int MAX_DIGITS = 19;

  private final byte[] bytes;
  private int at;

  ProofText(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The next line without its newline.
  String line() {
    for (int end = at; end < bytes.length && end - at <= MAX_LINE; end++) {
      if (bytes[end] == '\n') {
        String line = new String(bytes, at, end - at, StandardCharsets.US_ASCII);
        at = end + 1;
        return line;
      }
    }
    throw new MalformedProofFileException("a line: without an end (expected: a newline)");
  }

  /// What follows a word and a space on a line; nothing when another word stands there.
  static @Nullable String after(String word, String line) {
    return line.startsWith(word + " ") ? line.substring(word.length() + 1) : null;
  }

  /// A decimal number without leading zeros.
  static long number(String what, @Nullable String digits) {
    if (digits != null
        && !digits.isEmpty()
        && digits.length() <= MAX_DIGITS
        && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        && (digits.length() == 1 || digits.charAt(0) != '0')) {
      try {
        return Long.parseLong(digits);
      } catch (NumberFormatException e) {
        throw new MalformedProofFileException(what + ": more than 2^63 - 1");
      }
    }
    throw new MalformedProofFileException(what + ": not a decimal number");
  }

  /// The hashes up to the next empty line.
  List<Digest> hashes() {
    var hashes = new ArrayList<Digest>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (hashes.size() == MAX_HASHES) {
        throw new MalformedProofFileException("hashes: more than " + MAX_HASHES);
      }
      byte[] hash = base64(line);
      if (hash.length != Digest.LENGTH) {
        throw new MalformedProofFileException(
            "hash length: " + hash.length + " (expected: " + Digest.LENGTH + ")");
      }
      hashes.add(Digest.wrap(hash));
    }
    return hashes;
  }

  /// All that is left.
  SignedNote note() {
    try {
      return SignedNote.parse(Arrays.copyOfRange(bytes, at, bytes.length));
    } catch (MalformedNoteException e) {
      throw new MalformedProofFileException(String.valueOf(e.getMessage()));
    }
  }

  /// Standard Base64 with padding and no loose bits.
  static byte[] base64(String text) {
    try {
      byte[] value = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(value).equals(text)) {
        return value;
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedProofFileException("not Base64: " + e.getMessage());
    }
    throw new MalformedProofFileException("Base64: not canonical");
  }

  static String lines(List<Digest> hashes) {
    var lines = new StringBuilder();
    for (Digest hash : hashes) {
      lines.append(Base64.getEncoder().encodeToString(hash.bytes())).append('\n');
    }
    return lines.toString();
  }
}
