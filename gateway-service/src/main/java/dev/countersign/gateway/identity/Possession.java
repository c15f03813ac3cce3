package dev.countersign.gateway.identity;

import dev.countersign.evidence.record.Digest;
import dev.countersign.gateway.access.Credentials;
import dev.countersign.service.identity.Confirmation;
import dev.countersign.service.identity.DpopProofs;
import dev.countersign.service.identity.InvalidProofException;
import dev.countersign.service.identity.InvalidTokenException;
import dev.countersign.service.identity.TokenSettings;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Checks that whoever shows a bound token holds the keys it is bound to.
///
/// A proof names the address that was called, so DPoP needs our own address
/// (`countersign.tokens.resource`): what a caller writes into `Host` proves nothing. Without it
/// tokens bound that way are refused. Thread-safe.
@Component
class Possession {
  private final DpopProofs proofs;
  private final ClientCertificates certificates;
  private final @Nullable URI resource;

  Possession(IdentitySettings settings, TokenSettings tokens, Clock clock) {
    this.proofs = new DpopProofs(settings.dpop(), clock);
    this.certificates = new ClientCertificates(settings.certificates());
    this.resource = tokens.resource();
  }

  /// @throws InvalidTokenException when the token must not be shown this way
  /// @throws InvalidProofException when the proof that comes along does not hold
  void check(Confirmation bound, boolean asDpop, Digest token, Credentials shown) {
    String x5t = bound.x5t();
    if (x5t != null && certificates.thumbprint(shown).filter(x5t::equals).isEmpty()) {
      throw new InvalidTokenException("it is bound to a certificate that was not shown");
    }
    String jkt = bound.jkt();
    if (jkt == null) {
      if (asDpop) {
        throw new InvalidTokenException("it is not bound to a key, so it is not a DPoP token");
      }
      return;
    }
    if (!asDpop) {
      throw new InvalidTokenException("it is bound to a key and must be shown with proof (DPoP)");
    }
    checkProof(jkt, token, shown);
  }

  private void checkProof(String jkt, Digest token, Credentials shown) {
    if (resource == null) {
      throw new InvalidTokenException("DPoP is not set up here");
    }
    List<String> fields = shown.fields("DPoP");
    if (fields.size() != 1) {
      throw new InvalidProofException("one DPoP field is needed");
    }
    proofs.check(fields.getFirst(), shown.method(), address(shown.path()), token, jkt);
  }

  private URI address(String path) {
    try {
      return URI.create(resource + path);
    } catch (IllegalArgumentException e) {
      throw new InvalidProofException("the address is not a URI");
    }
  }
}
