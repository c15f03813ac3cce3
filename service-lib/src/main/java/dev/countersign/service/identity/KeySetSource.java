package dev.countersign.service.identity;

import java.io.IOException;

/// Where an issuer's keys are had.
@FunctionalInterface
interface KeySetSource {
  /// The JWK Set (RFC 7517 §5) as it is now.
  byte[] fetch() throws IOException;
}
