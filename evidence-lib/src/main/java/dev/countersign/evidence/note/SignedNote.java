package dev.countersign.evidence.note;

import dev.countersign.evidence.jws.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Text signed by one or more keys (C2SP `signed-note`).
///
/// Reading checks the form only: the text counts for nothing until [#verified] says who signed it.
/// Immutable.
///
/// @param text ends in a newline; this is what is signed
public record SignedNote(String text, List<NoteSignature> signatures) {
  /// A longer note is refused before it is read.
  public static final int MAX_BYTES = 256 * 1024;

  /// A note with more signatures is refused; the specification asks for at least 16.
  public static final int MAX_SIGNATURES = 64;

  private static final String END_OF_TEXT = "\n\n";

  /// @throws MalformedNoteException when the text or the set of signatures breaks the
  ///   specification, or a key signed twice
  public SignedNote {
    NoteSyntax.requireText(text);
    signatures = List.copyOf(signatures);
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new MalformedNoteException(
          "note signatures: %d (expected: 1 to %d)".formatted(signatures.size(), MAX_SIGNATURES));
    }
    for (int i = 0; i < signatures.size(); i++) {
      var signature = signatures.get(i);
      if (signatures.subList(0, i).stream().anyMatch(signature::sameSigner)) {
        throw new MalformedNoteException("note signatures: two of one key");
      }
    }
  }

  /// Signs a text; the signature line carries the name.
  public static SignedNote sign(String text, String name, SigningKey key) {
    return new SignedNote(text, List.of(signature(text, name, key)));
  }

  /// This note with one more signature, by another key, behind those that are there.
  ///
  /// @throws MalformedNoteException when that key has signed it already
  public SignedNote with(NoteSignature signature) {
    var all = new ArrayList<>(signatures);
    all.add(signature);
    return new SignedNote(text, all);
  }

  private static NoteSignature signature(String text, String name, SigningKey key) {
    byte[] signed = NoteSyntax.requireText(text).getBytes(StandardCharsets.UTF_8);
    var id = new NoteKey(name, key.verification()).id();
    return new NoteSignature(name, id, key.sign(signed));
  }

  /// Reads a note; every byte must be what [#bytes()] would write.
  ///
  /// @throws MalformedNoteException when it is not well-formed
  public static SignedNote parse(byte[] note) {
    if (note.length > MAX_BYTES) {
      throw new MalformedNoteException(
          "note length: %d (expected: <= %d)".formatted(note.length, MAX_BYTES));
    }
    String all = NoteSyntax.requireText(NoteSyntax.utf8(note));
    int end = all.lastIndexOf(END_OF_TEXT);
    if (end < 0) {
      throw new MalformedNoteException("note: no empty line before the signatures");
    }
    String[] lines = all.substring(end + END_OF_TEXT.length()).split("\n");
    if (lines.length > MAX_SIGNATURES) {
      throw new MalformedNoteException("note signatures: more than " + MAX_SIGNATURES);
    }
    var signatures = new ArrayList<NoteSignature>();
    for (String line : lines) {
      signatures.add(NoteSignature.parse(line));
    }
    return new SignedNote(all.substring(0, end + 1), signatures);
  }

  /// Those of the known keys whose signature the note carries.
  ///
  /// Signatures of unknown keys are passed over. Where a known key's signature does not hold,
  /// nothing of the note is believed and the answer is empty.
  public List<NoteKey> verified(Collection<NoteKey> known) {
    return judge(known).orElse(List.of());
  }

  /// Those of the known keys whose signature the note carries; nothing where one does not hold.
  Optional<List<NoteKey>> judge(Collection<NoteKey> known) {
    var verified = new ArrayList<NoteKey>();
    for (NoteKey key : known) {
      for (NoteSignature signature : signatures) {
        if (signature.names(key)) {
          if (!key.verifies(text, signature)) {
            return Optional.empty();
          }
          verified.add(key);
        }
      }
    }
    return Optional.of(List.copyOf(verified));
  }

  /// Whether this key signed the note.
  public boolean isSignedBy(NoteKey key) {
    return !verified(List.of(key)).isEmpty();
  }

  /// The note as it is stored and served.
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    var note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()));
    return note.toString();
  }
}
