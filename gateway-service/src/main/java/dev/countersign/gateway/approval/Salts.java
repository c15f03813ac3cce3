package dev.countersign.gateway.approval;

import java.util.Base64;

/// Salts as the approval-service keeps them: base64url without padding.
final class Salts {
  private Salts() {}

  static String text(byte[] salt) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(salt);
  }

  static byte[] read(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
