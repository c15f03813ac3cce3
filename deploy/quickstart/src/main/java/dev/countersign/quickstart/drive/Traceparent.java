package dev.countersign.quickstart.drive;

import java.security.SecureRandom;
import java.util.HexFormat;

/// A trace of its own for each call (W3C Trace Context, version 00).
record Traceparent(String trace, String span) {
  private static final SecureRandom RANDOM = new SecureRandom();

  static Traceparent next() {
    return new Traceparent(hex(16), hex(8));
  }

  String header() {
    return "00-" + trace + "-" + span + "-01";
  }

  private static String hex(int bytes) {
    byte[] id = new byte[bytes];
    RANDOM.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
