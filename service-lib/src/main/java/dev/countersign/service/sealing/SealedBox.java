package dev.countersign.service.sealing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;

/// Seals content so that only who holds a private key opens it: HPKE (RFC 9180) in base mode with
/// DHKEM(X25519), HKDF-SHA256 and AES-256-GCM; the encapsulated key stands in front.
///
/// It says nothing about who sealed: that takes a signature around it. Whoever gets hold of the
/// private key later opens what was sealed before. Thread-safe.
public final class SealedBox {
  private static final byte[] NONE = {};

  private SealedBox() {}

  /// The content cannot be opened: altered, sealed for another key, or for another purpose.
  public static final class BrokenBoxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenBoxException(String reason) {
      super(reason);
    }
  }

  /// Seals content for the holder of a key.
  ///
  /// @param publicKey 32 bytes, as [Key#publicKey] gives them
  /// @param info what it is for; opens under the same alone
  /// @param place what it belongs to; opens with the same alone
  /// @throws IllegalArgumentException where that is no key
  public static byte[] seal(byte[] publicKey, byte[] info, byte[] place, byte[] content) {
    HPKE hpke = hpke();
    try {
      byte[][] sealed =
          hpke.seal(hpke.deserializePublicKey(publicKey), info, place, content, NONE, NONE, null);
      return ByteBuffer.allocate(sealed[0].length + sealed[1].length)
          .put(sealed[1])
          .put(sealed[0])
          .array();
    } catch (InvalidCipherTextException e) {
      throw new IllegalArgumentException("public key: not one of X25519", e);
    }
  }

  private static HPKE hpke() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  /// A key pair that opens what was sealed for it.
  public static final class Key {
    private final AsymmetricCipherKeyPair pair;

    private Key(AsymmetricCipherKeyPair pair) {
      this.pair = pair;
    }

    /// The pair that follows from a secret of at least 32 bytes: the same secret, the same pair.
    public static Key derived(byte[] secret) {
      if (secret.length < 32) {
        throw new IllegalArgumentException(
            "secret length: %d (expected: >= 32)".formatted(secret.length));
      }
      return new Key(hpke().deriveKeyPair(secret));
    }

    /// What others seal for.
    public byte[] publicKey() {
      return hpke().serializePublicKey(pair.getPublic());
    }

    /// Opens what was sealed for this key, under this info and place.
    ///
    /// @throws BrokenBoxException where it does not open
    public byte[] open(byte[] info, byte[] place, byte[] sealed) {
      HPKE hpke = hpke();
      int size = hpke.getEncSize();
      if (sealed.length < size) {
        throw new BrokenBoxException("too short");
      }
      byte[] encapsulated = Arrays.copyOf(sealed, size);
      byte[] content = Arrays.copyOfRange(sealed, size, sealed.length);
      try {
        return hpke.open(encapsulated, pair, info, place, content, NONE, NONE, null);
      } catch (InvalidCipherTextException | RuntimeException e) {
        throw new BrokenBoxException("does not open with this key");
      }
    }

    /// Shows nothing of the key.
    @Override
    public String toString() {
      return "Key";
    }
  }
}
