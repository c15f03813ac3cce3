package dev.countersign.evidence.jws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Native code may be faster than BouncyCastle, never of another opinion.
class NativeEd25519Test {
  private final Random random = new Random(8032);
  private final byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];
  private final byte[] encoded = new byte[Ed25519.PUBLIC_KEY_SIZE];

  @BeforeEach
  void needsNativeCode() {
    assumeThat(NativeEd25519.name()).as("native code for this machine").isNotNull();
    Ed25519.generatePrivateKey(new SecureRandom(), secret);
    Ed25519.generatePublicKey(secret, 0, encoded, 0);
  }

  @Test
  void isThereOnTheMachinesThatMostRunOn() {
    boolean common =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").matches("amd64|aarch64");
    assumeThat(common).isTrue();
    assertThat(SigningKey.engine()).startsWith("AmazonCorrettoCryptoProvider");
  }

  @Test
  void signsTheSameBytes() {
    PrivateKey key = NativeEd25519.privateKey(secret);
    for (int length : new int[] {0, 1, 63, 64, 127, 128, 1300, 65_536}) {
      byte[] message = message(length);
      assertThat(NativeEd25519.sign(key, message)).isEqualTo(byJava(message));
    }
  }

  @Test
  void findsGoodWhatIsGood() {
    PublicKey key = NativeEd25519.publicKey(encoded);
    for (int length : new int[] {0, 1, 64, 1300, 65_536}) {
      byte[] message = message(length);
      assertThat(NativeEd25519.finds(key, message, byJava(message))).isTrue();
    }
  }

  @Test
  void noChangedBitIsFoundGood() {
    VerificationKey key = VerificationKey.of(encoded);
    byte[] message = message(40);
    byte[] signature = byJava(message);
    for (int bit = 0; bit < signature.length * 8; bit++) {
      byte[] changed = signature.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(key.verify(message, changed)).as("bit %d of the signature", bit).isFalse();
    }
    for (int bit = 0; bit < message.length * 8; bit++) {
      byte[] changed = message.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(key.verify(changed, signature)).as("bit %d of the message", bit).isFalse();
    }
  }

  /// The cases on which implementations differ (Chalkias, Garillot, Nikolaenko: "Taming the many
  /// EdDSAs", SSR 2020; github.com/novifinancial/ed25519-speccheck, Apache 2.0): torsion in key or
  /// R, S beyond the order, encodings that are not canonical.
  @ParameterizedTest
  @CsvSource({
    "8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6,"
        + "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa,"
        + "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a0000000000000000000000000000000000000000000000000000000000000000",
    "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79,"
        + "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa,"
        + "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04",
    "aebf3f2601a0c8c5d39cc7d8911642f740b78168218da8471772b35f9d35b9ab,"
        + "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43,"
        + "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa8c4bd45aecaca5b24fb97bc10ac27ac8751a7dfe1baff8b953ec9f5833ca260e",
    "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79,"
        + "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d,"
        + "9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009",
    "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c,"
        + "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d,"
        + "160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed5125ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09",
    "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c,"
        + "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d,"
        + "21122a84e0b5fca4052f5b1235c80a537878b38f3142356b2c2384ebad4668b7e40bc836dac0f71076f9abe3a53f9c03c1ceeeddb658d0030494ace586687405",
    "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40,"
        + "442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623,"
        + "e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e547f7690a0e2ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514",
    "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40,"
        + "442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623,"
        + "8ce5b96c8f26d0ab6c47958c9e68b937104cd36e13c33566acd2fe8d38aa19427e71f98a473474f2f13f06f97c20d58cc3f54b8bd0d272f42b695dd7e89a8c22",
    "fdaebc429f4a735932a160da1301080c13280eea8bc280d1b392c6b9e6ba3a5a,"
        + "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43,"
        + "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f454d370c8d9fc323a41450f8d513eafeb5b0697390c1e505a0d4ddc71f566607",
    "84b698d39be126ff55fe45079e6c8bf64a0d7db6994560b4e96b7021eb39c1a1,"
        + "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43,"
        + "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f084d5b99c2a9463d9c8bd5026916996984eeec87ddf1d3be329006ace1b37b09"
  })
  void isNotMoreLenientThanJava(String message, String key, String signature) {
    byte[] said = HexFormat.of().parseHex(message);
    byte[] signed = HexFormat.of().parseHex(signature);
    byte[] point = HexFormat.of().parseHex(key);
    boolean found = NativeEd25519.finds(NativeEd25519.publicKey(point), said, signed);
    boolean holds = Ed25519.verify(signed, 0, point, 0, said, 0, said.length);
    assertThat(found && isKey(point)).isIn(false, holds);
  }

  private static boolean isKey(byte[] point) {
    return Ed25519.validatePublicKeyFull(point, 0);
  }

  @Test
  void aWrongLengthIsNoSignature() {
    PublicKey key = NativeEd25519.publicKey(encoded);
    byte[] message = message(10);
    assertThat(NativeEd25519.finds(key, message, new byte[0])).isFalse();
    assertThat(NativeEd25519.finds(key, message, new byte[63])).isFalse();
    assertThat(NativeEd25519.finds(key, message, new byte[65])).isFalse();
  }

  private byte[] message(int length) {
    byte[] message = new byte[length];
    random.nextBytes(message);
    return message;
  }

  private byte[] byJava(byte[] message) {
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(secret, 0, encoded, 0, message, 0, message.length, signature, 0);
    return signature;
  }
}
