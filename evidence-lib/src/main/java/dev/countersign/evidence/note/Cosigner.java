package dev.countersign.evidence.note;

import dev.countersign.evidence.jws.SigningKey;
import java.time.Instant;

/// The signing half of a witness: its name and its key.
///
/// The signed text does not hold the name, so a key must not serve two witnesses. Immutable.
public final class Cosigner {
  private final NoteKey publicKey;
  private final SigningKey key;

  /// @throws MalformedNoteException when the name is empty or holds white space or a plus sign
  public Cosigner(String name, SigningKey key) {
    this.publicKey = NoteKey.ofWitness(name, key.verification());
    this.key = key;
  }

  /// The key that others know the witness by.
  public NoteKey publicKey() {
    return publicKey;
  }

  /// States that at this time the text's tree was the largest one seen of its log.
  ///
  /// The caller must have checked that it extends the one cosigned before, and must have persisted
  /// that.
  public NoteSignature cosign(String text, Instant time) {
    byte[] signature = Cosignature.sign(NoteSyntax.requireText(text), key, time);
    return new NoteSignature(publicKey.name(), publicKey.id(), signature);
  }

  @Override
  public String toString() {
    return "Cosigner[" + publicKey.text() + "]";
  }
}
