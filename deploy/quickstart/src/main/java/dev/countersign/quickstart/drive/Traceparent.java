package dev.countersign.quickstart.drive;

import java.security.SecureRandom;
import java.util.HexFormat;

/// A trace of its own for each call (W3C Trace Context, version 00).
final class Traceparent {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Traceparent() {}

  static String next() {
    return "00-" + hex(16) + "-" + hex(8) + "-01";
  }

  private static String hex(int bytes) {
    byte[] id = new byte[bytes];
    RANDOM.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
