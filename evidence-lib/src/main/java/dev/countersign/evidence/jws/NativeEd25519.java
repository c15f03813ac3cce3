package dev.countersign.evidence.jws;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/// Ed25519 in native code, for speed alone: AWS-LC by the Amazon Corretto Crypto Provider, where it
/// is on the class path, loads on this machine and gives the known answer.
///
/// It never has the last word: what it does not do, or does not find good, is left to BouncyCastle,
/// so that a machine without it comes to the same verdicts. It compares R byte for byte (RFC 8032
/// §5.1.7 without the cofactor), so what it finds good BouncyCastle does too. The system property
/// `countersign.ed25519=java` switches it off. Thread-safe.
final class NativeEd25519 {
  private static final String PROPERTY = "countersign.ed25519";
  private static final String PROVIDER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
  private static final String ALGORITHM = "Ed25519";

  /// What stands before the 32 bytes in SubjectPublicKeyInfo and PKCS #8 (RFC 8410 §4, §7).
  private static final byte[] PUBLIC_START = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final byte[] PRIVATE_START =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private static final @Nullable Provider FOUND = find();

  private NativeEd25519() {}

  /// Its name and version, or `null` where there is none.
  static @Nullable String name() {
    return FOUND == null ? null : FOUND.getName() + " " + FOUND.getVersionStr();
  }

  /// The key in the form that [#finds] takes, or `null` where there is no native code.
  static @Nullable PublicKey publicKey(byte[] encoded) {
    return FOUND == null ? null : publicKeyOf(encoded);
  }

  /// The key in the form that [#sign] takes, or `null` where there is no native code.
  static @Nullable PrivateKey privateKey(byte[] secret) {
    return FOUND == null ? null : privateKeyOf(secret);
  }

  /// Whether it finds the signature good; where it says no, nothing is decided yet.
  static boolean finds(@Nullable PublicKey key, byte[] message, byte[] signature) {
    return FOUND != null && key != null && finds(FOUND, key, message, signature);
  }

  /// The signature, or `null` where it must be made another way.
  static byte @Nullable [] sign(@Nullable PrivateKey key, byte[] message) {
    return FOUND == null || key == null ? null : sign(FOUND, key, message);
  }

  private static @Nullable Provider find() {
    if ("java".equals(System.getProperty(PROPERTY))) {
      return null;
    }
    try {
      return ServiceLoader.load(Provider.class, NativeEd25519.class.getClassLoader()).stream()
          .filter(provider -> provider.type().getName().equals(PROVIDER))
          .findFirst()
          .map(ServiceLoader.Provider::get)
          .filter(NativeEd25519::givesKnownAnswer)
          .orElse(null);
    } catch (ServiceConfigurationError | LinkageError e) {
      return null; // Not for this machine.
    }
  }

  /// RFC 8032 §7.1, test 2: it signs as the RFC does, finds that good, and nothing else.
  private static boolean givesKnownAnswer(Provider provider) {
    HexFormat hex = HexFormat.of();
    PublicKey key =
        publicKeyOf(
            hex.parseHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    PrivateKey secret =
        privateKeyOf(
            hex.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
    byte[] message = {0x72};
    byte[] expected =
        hex.parseHex(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    if (key == null || secret == null) {
      return false;
    }
    byte[] other = expected.clone();
    other[40] ^= 1;
    return Arrays.equals(expected, sign(provider, secret, message))
        && finds(provider, key, message, expected)
        && !finds(provider, key, message, other);
  }

  private static boolean finds(Provider provider, PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM, provider);
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // BouncyCastle says whether it is.
    }
  }

  private static byte @Nullable [] sign(Provider provider, PrivateKey key, byte[] message) {
    try {
      Signature signer = Signature.getInstance(ALGORITHM, provider);
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      return null; // BouncyCastle signs.
    }
  }

  private static @Nullable PublicKey publicKeyOf(byte[] encoded) {
    try {
      return keys().generatePublic(new X509EncodedKeySpec(behind(PUBLIC_START, encoded)));
    } catch (GeneralSecurityException e) {
      return null; // A JDK without Ed25519: nothing to hand to native code.
    }
  }

  private static @Nullable PrivateKey privateKeyOf(byte[] secret) {
    byte[] encoded = behind(PRIVATE_START, secret);
    try {
      KeySpec spec = new PKCS8EncodedKeySpec(encoded);
      return keys().generatePrivate(spec);
    } catch (GeneralSecurityException e) {
      return null; // As above.
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static KeyFactory keys() throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM);
  }

  private static byte[] behind(byte[] start, byte[] rest) {
    byte[] whole = Arrays.copyOf(start, start.length + rest.length);
    System.arraycopy(rest, 0, whole, start.length, rest.length);
    return whole;
  }
}
