package dev.countersign.evidence.note;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.jws.VerificationKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// The signature of a witness (C2SP `tlog-cosignature`, Ed25519, `cosignature/v1`): eight bytes of
/// time, then Ed25519 over that time and the note's text.
///
/// It says that at this time the signed tree was the largest one that the witness had seen of the
/// log, and that it extends all it had seen before.
final class Cosignature {
  private static final int LENGTH = Long.BYTES + 64;

  private Cosignature() {}

  static byte[] sign(String text, SigningKey key, Instant time) {
    long seconds = time.getEpochSecond();
    if (seconds < 0) {
      throw new IllegalArgumentException("cosignature time: " + time + " (expected: since 1970)");
    }
    return ByteBuffer.allocate(LENGTH)
        .putLong(seconds)
        .put(key.sign(message(text, seconds)))
        .array();
  }

  static boolean verify(String text, VerificationKey key, byte[] signature) {
    return seconds(signature)
        .filter(time ->
            key.verify(
                message(text, time), Arrays.copyOfRange(signature, Long.BYTES, signature.length)))
        .isPresent();
  }

  /// The time that a signature names, in seconds since 1970; nothing when it has not the form.
  static Optional<Long> seconds(byte[] signature) {
    if (signature.length != LENGTH) {
      return Optional.empty();
    }
    long seconds = ByteBuffer.wrap(signature).getLong();
    return seconds < 0 ? Optional.empty() : Optional.of(seconds);
  }

  private static byte[] message(String text, long seconds) {
    return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
  }
}
