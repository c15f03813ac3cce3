package dev.countersign.evidence.note;

import dev.countersign.evidence.jws.VerificationKey;
import dev.countersign.evidence.record.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A named Ed25519 key that signs notes (C2SP `signed-note`), and how it signs them.
///
/// @param name of the signer, for a log its origin
public record NoteKey(String name, VerificationKey key, SignatureType type) {
  private static final String SEPARATOR = "+";
  private static final int TYPED_LENGTH = 33;

  /// @throws MalformedNoteException when the name is empty or holds white space or a plus sign
  public NoteKey {
    NoteSyntax.requireName(name);
  }

  /// A key that signs as a log does.
  public NoteKey(String name, VerificationKey key) {
    this(name, key, SignatureType.ED25519);
  }

  /// A key that signs as a witness does.
  public static NoteKey ofWitness(String name, VerificationKey key) {
    return new NoteKey(name, key, SignatureType.COSIGNATURE);
  }

  /// The key id: the first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key).
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
    if (typed.length == 0) {
      throw new MalformedNoteException("note key: empty");
    }
    SignatureType type = type(typed);
    NoteKey key = new NoteKey(parts[0], publicKey(typed), type);
    if (!key.text().equals(text)) {
      throw new MalformedNoteException("note key: the id is not the key's");
    }
    return key;
  }

  private static SignatureType type(byte[] typed) {
    return SignatureType.of(typed[0])
        .orElseThrow(() ->
            new MalformedNoteException(
                "note key: type 0x%02x (expected: 0x01 or 0x04)".formatted(typed[0])));
  }

  private static VerificationKey publicKey(byte[] typed) {
    if (typed.length != TYPED_LENGTH) {
      throw new MalformedNoteException("note key: not an Ed25519 key");
    }
    try {
      return VerificationKey.of(Arrays.copyOfRange(typed, 1, typed.length));
    } catch (IllegalArgumentException e) {
      throw new MalformedNoteException("note key: not a valid Ed25519 public key");
    }
  }

  /// Whether the signature over the text is this key's.
  boolean verifies(String text, NoteSignature signature) {
    return switch (type) {
      case ED25519 -> key.verify(text.getBytes(StandardCharsets.UTF_8), signature.signature());
      case COSIGNATURE -> Cosignature.verify(text, key, signature.signature());
    };
  }

  private byte[] typed() {
    return ByteBuffer.allocate(TYPED_LENGTH).put(type.code()).put(key.encoded()).array();
  }
}
