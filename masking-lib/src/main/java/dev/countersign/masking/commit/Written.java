package dev.countersign.masking.commit;

import java.util.Base64;
import java.util.HexFormat;

/// How hashes and keys are written in a proof.
final class Written {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private Written() {}

  static String digest(byte[] hash) {
    return "sha-256:" + HexFormat.of().formatHex(hash);
  }

  static String base64(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }
}
