package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.replace.HmacSha256;
import java.util.Arrays;

/// The secret of one tenant, from which every keyed strategy has a key of its own. Immutable.
///
/// Whoever has it can try values against pseudonyms, move dates back and decrypt digits; it must
/// stay the same as long as pseudonyms shall be comparable. It is never shown.
public final class MaskingKeys {

  /// The shortest secret, in bytes.
  public static final int MIN_LENGTH = 32;

  private static final MaskingKeys NONE = new MaskingKeys(new byte[0]);

  private final byte[] secret;

  private MaskingKeys(byte[] secret) {
    this.secret = secret;
  }

  /// No secret: strategies that need one do not compile.
  public static MaskingKeys none() {
    return NONE;
  }

  /// The keys of a secret of random bytes; the array is copied.
  ///
  /// @throws IllegalArgumentException where it is shorter than [#MIN_LENGTH]
  public static MaskingKeys of(byte[] secret) {
    if (secret.length < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "masking secret: " + secret.length + " bytes (expected: at least " + MIN_LENGTH + ")");
    }
    return new MaskingKeys(Arrays.copyOf(secret, secret.length));
  }

  boolean isEmpty() {
    return secret.length == 0;
  }

  /// The key for one purpose; from it nobody finds the secret, nor the key for another.
  byte[] forPurpose(String purpose) {
    return HmacSha256.under(secret).doFinal(("countersign masking " + purpose).getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return isEmpty() ? "MaskingKeys[none]" : "MaskingKeys[hidden]";
  }
}
