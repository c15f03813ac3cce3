package dev.countersign.service.identity;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An issuer's keys as they were at a moment.
record KeySet(List<IssuerKey> keys, Set<String> thumbprints, Instant fetchedAt) {
  static final KeySet NEVER = new KeySet(List.of(), Set.of(), Instant.MIN);

  private static final int MAX_KEYS = 100;

  static KeySet parse(byte[] json, Instant fetchedAt) throws IOException {
    Object keys =
        StrictJson.object(json)
            .map(set -> set.get("keys"))
            .orElseThrow(() -> new IOException("not a JWK Set"));
    if (!(keys instanceof List<?> members) || members.size() > MAX_KEYS) {
      throw new IOException("not a JWK Set of at most %d keys".formatted(MAX_KEYS));
    }
    List<IssuerKey> usable =
        members.stream().flatMap(member -> IssuerKey.of(object(member)).stream()).toList();
    return new KeySet(
        usable,
        usable.stream().map(IssuerKey::thumbprint).collect(Collectors.toUnmodifiableSet()),
        fetchedAt);
  }

  static Map<String, Object> object(Object member) {
    return member instanceof Map<?, ?> map
        ? map.entrySet().stream()
            .filter(entry -> entry.getValue() != null)
            .collect(Collectors.toMap(entry -> (String) entry.getKey(), Map.Entry::getValue))
        : Map.of();
  }

  /// The keys that may have made a signature: those of the id, or, where the token names none, all
  /// that fit.
  List<IssuerKey> candidates(@Nullable String id, String algorithm) {
    return keys.stream()
        .filter(key -> id == null || id.equals(key.id()))
        .filter(key -> key.fits(algorithm))
        .toList();
  }
}
