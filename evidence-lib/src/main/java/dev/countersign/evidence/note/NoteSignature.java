package dev.countersign.evidence.note;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One signature line of a note: whose it says it is, and the signature. Not verified. Immutable.
public final class NoteSignature {
  private static final String DASH = "\u2014 ";
  private static final int KEY_ID_LENGTH = 4;

  private final String name;
  private final int keyId;
  private final byte[] signature;

  NoteSignature(String name, int keyId, byte[] signature) {
    this.name = NoteSyntax.requireName(name);
    this.keyId = keyId;
    this.signature = signature;
  }

  /// Reads a line without its newline; it must be what [#toString()] writes.
  ///
  /// @throws MalformedNoteException when it is not well-formed
  public static NoteSignature parse(String line) {
    int space = line.indexOf(' ', DASH.length());
    if (!line.startsWith(DASH) || space < 0) {
      throw new MalformedNoteException(
          "signature line: not an em dash, a space, a name, a space and Base64");
    }
    byte[] bytes = NoteSyntax.base64(line.substring(space + 1));
    if (bytes.length <= KEY_ID_LENGTH) {
      throw new MalformedNoteException("signature line: too short");
    }
    return new NoteSignature(
        line.substring(DASH.length(), space),
        ByteBuffer.wrap(bytes).getInt(),
        Arrays.copyOfRange(bytes, KEY_ID_LENGTH, bytes.length));
  }

  public String name() {
    return name;
  }

  public int keyId() {
    return keyId;
  }

  public byte[] signature() {
    return signature.clone();
  }

  /// The time that a cosignature names; nothing for what has not a cosignature's form. Believe it
  /// only where the signature was verified.
  public Optional<Instant> time() {
    return Cosignature.seconds(signature)
        .filter(seconds -> seconds <= Instant.MAX.getEpochSecond())
        .map(Instant::ofEpochSecond);
  }

  /// Whether it says that it is by this key.
  public boolean names(NoteKey key) {
    return keyId == key.id() && name.equals(key.name());
  }

  boolean sameSigner(NoteSignature other) {
    return keyId == other.keyId && name.equals(other.name);
  }

  String line() {
    byte[] bytes =
        ByteBuffer.allocate(KEY_ID_LENGTH + signature.length).putInt(keyId).put(signature).array();
    return DASH + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NoteSignature that
        && sameSigner(that)
        && Arrays.equals(signature, that.signature);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(signature);
  }

  @Override
  public String toString() {
    return line().stripTrailing();
  }
}
