package dev.countersign.service.identity;

import java.nio.charset.StandardCharsets;

/// An issuer within this process, for example of tokens given in exchange.
///
/// @param jwks its public keys as a JWK Set (RFC 7517 §5)
public record LocalIssuer(IssuerSettings settings, String jwks) {
  KeySetSource source() {
    return () -> jwks.getBytes(StandardCharsets.UTF_8);
  }
}
