package dev.countersign.evidence.jws;

import java.util.Optional;

/// Which public keys speak for which writer.
///
/// Implementations are thread-safe. A key that stands under one writer's name never verifies for
/// another.
@FunctionalInterface
public interface TrustedKeys {
  Optional<VerificationKey> find(String writer, String keyId);
}
