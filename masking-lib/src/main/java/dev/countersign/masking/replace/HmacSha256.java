package dev.countersign.masking.replace;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 (RFC 2104) as every Java has it.
public final class HmacSha256 {

  /// The length of a result in bytes.
  public static final int LENGTH = 32;

  private static final String NAME = "HmacSHA256";

  private HmacSha256() {}

  /// A running one under that key.
  public static Mac under(byte[] key) {
    try {
      Mac mac = Mac.getInstance(NAME);
      mac.init(new SecretKeySpec(key, NAME));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + NAME, e);
    }
  }
}
