package dev.countersign.evidence.note;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.Digest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/// What a log says of itself: that its tree of `size` leaves has this root (C2SP
/// `tlog-checkpoint`).
///
/// Extension lines are no part of it: no monitor can audit them.
public record Checkpoint(String origin, long size, Digest root) {
  private static final int LINES = 3;
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");

  /// @throws MalformedNoteException when the origin is not one line or the size is negative
  public Checkpoint {
    if (origin.isEmpty() || origin.chars().anyMatch(c -> c < ' ')) {
      throw new MalformedNoteException("checkpoint origin: empty, or holds a control character");
    }
    if (size < 0) {
      throw new MalformedNoteException("checkpoint size: " + size + " (expected: >= 0)");
    }
  }

  /// Reads the text of a note.
  ///
  /// @throws MalformedNoteException unless it is what [#text()] writes
  public static Checkpoint parse(String text) {
    Checkpoint checkpoint = parseWithExtensions(text);
    long lines = text.chars().filter(c -> c == '\n').count();
    if (lines != LINES) {
      throw new MalformedNoteException(
          "checkpoint lines: " + lines + " (expected: origin, size and root)");
    }
    return checkpoint;
  }

  /// Reads the text of a note that may hold extension lines, which are passed over. For a witness
  /// of logs of any make: its cosignature covers those lines and says nothing of them.
  ///
  /// @throws MalformedNoteException unless it is what C2SP `tlog-checkpoint` describes
  public static Checkpoint parseWithExtensions(String text) {
    String[] lines = NoteSyntax.requireText(text).split("\n", -1);
    if (lines.length <= LINES) {
      throw new MalformedNoteException(
          "checkpoint lines: " + (lines.length - 1) + " (expected: origin, size and root)");
    }
    if (Arrays.stream(lines, 0, lines.length - 1).anyMatch(String::isEmpty)) {
      throw new MalformedNoteException("checkpoint: holds an empty line");
    }
    byte[] root = NoteSyntax.base64(lines[2]);
    if (root.length != Digest.LENGTH) {
      throw new MalformedNoteException(
          "checkpoint root length: " + root.length + " (expected: " + Digest.LENGTH + ")");
    }
    return new Checkpoint(lines[0], size(lines[1]), Digest.wrap(root));
  }

  private static long size(String line) {
    try {
      if (SIZE.matcher(line).matches()) {
        return Long.parseLong(line);
      }
    } catch (NumberFormatException e) {
      throw new MalformedNoteException("checkpoint size: more than 2^63 - 1");
    }
    throw new MalformedNoteException("checkpoint size: not a decimal number");
  }

  /// Three lines: origin, size in decimal, root in Base64.
  public String text() {
    String root64 = Base64.getEncoder().encodeToString(root.bytes());
    return origin + "\n" + size + "\n" + root64 + "\n";
  }

  /// The note that publishes this checkpoint under the log's own name, which is its origin.
  ///
  /// The caller must have persisted the checkpoint: two checkpoints that contradict each other
  /// prove that the log lied.
  public SignedNote sign(SigningKey logKey) {
    return SignedNote.sign(text(), origin, logKey);
  }
}
