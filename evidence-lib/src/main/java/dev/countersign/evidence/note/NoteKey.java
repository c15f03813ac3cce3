package dev.countersign.evidence.note;

import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.record.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A named Ed25519 key that signs notes (C2SP `signed-note`, type 0x01).
///
/// @param name of the signer, for a log its origin
public record NoteKey(String name, VerificationKey key) {
  private static final byte ED25519 = 0x01;
  private static final String SEPARATOR = "+";

  /// @throws MalformedNoteException when the name is empty or holds white space or a plus sign
  public NoteKey {
    NoteSyntax.requireName(name);
  }

  /// The key id: the first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
  ///
  /// A hint at which key to try, short enough to collide; the signature decides.
  public int id() {
    byte[] head = (name + "\n").getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.wrap(Digest.of(head, typed()).bytes()).getInt();
  }

  /// The text in which keys are handed out: `<name>+<hex id>+<Base64 of type and public key>`.
  public String text() {
    return String.join(
        SEPARATOR,
        name,
        HexFormat.of().toHexDigits(id()),
        Base64.getEncoder().encodeToString(typed()));
  }

  /// Reads what [#text()] writes.
  ///
  /// @throws MalformedNoteException when it is anything else, or the id does not fit the key
  public static NoteKey parse(String text) {
    String[] parts = text.split("\\+", 3);
    if (parts.length != 3) {
      throw new MalformedNoteException("note key: not of the form name+id+key");
    }
    byte[] typed = NoteSyntax.base64(parts[2]);
    if (typed.length != 33 || typed[0] != ED25519) {
      throw new MalformedNoteException("note key: not an Ed25519 key");
    }
    NoteKey key = new NoteKey(parts[0], publicKey(typed));
    if (!key.text().equals(text)) {
      throw new MalformedNoteException("note key: the id is not the key's");
    }
    return key;
  }

  private static VerificationKey publicKey(byte[] typed) {
    try {
      return VerificationKey.of(Arrays.copyOfRange(typed, 1, typed.length));
    } catch (IllegalArgumentException e) {
      throw new MalformedNoteException("note key: not a valid Ed25519 public key");
    }
  }

  private byte[] typed() {
    return ByteBuffer.allocate(33).put(ED25519).put(key.encoded()).array();
  }
}
