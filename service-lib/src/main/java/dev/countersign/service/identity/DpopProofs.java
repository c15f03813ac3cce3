package dev.countersign.service.identity;

import dev.countersign.evidence.record.Digest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks DPoP proofs: that the caller holds the key its token is bound to (RFC 9449 §4.3).
///
/// A proof is good for one method, one address, one token, a short time, and once. "Once" is known
/// to this process only: another replica would take the same proof again while it is fresh. Nonces
/// are not asked for. Thread-safe.
public final class DpopProofs {
  private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

  private final DpopSettings settings;
  private final Clock clock;
  private final ReplayWindow used;

  public DpopProofs(DpopSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.used =
        new ReplayWindow(
            settings.maxAge().plus(settings.clockSkew()), settings.rememberAtMost(), clock);
  }

  /// Checks one proof.
  ///
  /// @param address the address that was called, without query
  /// @param token the digest of the token that came along
  /// @param jkt the thumbprint of the key that the token is bound to
  /// @throws InvalidProofException when anything about it does not hold
  /// @throws TokensUnavailableException when it cannot be known whether it was used before
  public void check(String proof, String method, URI address, Digest token, String jkt) {
    CompactToken jwt = parse(proof);
    IssuerKey key = key(jwt);
    if (!key.thumbprint().equals(jkt)) {
      throw new InvalidProofException("it is made with another key than the token's");
    }
    String id = checkClaims(jwt.claims(), method, address, token);
    switch (used.use(key.thumbprint() + " " + hash(id.getBytes(StandardCharsets.UTF_8)))) {
      case FIRST -> {}
      case AGAIN -> throw new InvalidProofException("it was used before");
      case FULL -> throw new TokensUnavailableException("Too many proofs of possession now.");
    }
  }

  private static CompactToken parse(String proof) {
    if (proof.length() > CompactToken.MAX_LENGTH) {
      throw new InvalidProofException("it is too long");
    }
    try {
      return CompactToken.parse(proof);
    } catch (InvalidTokenException e) {
      throw new InvalidProofException("it is not a signed JWT");
    }
  }

  private IssuerKey key(CompactToken jwt) {
    if (!(jwt.header().get("alg") instanceof String algorithm)
        || !settings.algorithms().contains(algorithm)) {
      throw new InvalidProofException("its algorithm is not allowed");
    }
    if (!(jwt.header().get("typ") instanceof String type)
        || !type.toLowerCase(Locale.ROOT).equals("dpop+jwt")
        || jwt.header().containsKey("crit")) {
      throw new InvalidProofException("its header is not that of a proof");
    }
    return publicKey(jwt.header().get("jwk"), algorithm, jwt);
  }

  private static IssuerKey publicKey(@Nullable Object jwk, String algorithm, CompactToken jwt) {
    if (!(jwk instanceof Map<?, ?> members) || members.containsKey("d")) {
      throw new InvalidProofException("its header holds no public key");
    }
    return IssuerKey.of(KeySet.object(members))
        .filter(key -> key.fits(algorithm))
        .filter(key -> key.verifies(algorithm, jwt.signingInput(), jwt.signature()))
        .orElseThrow(() -> new InvalidProofException("its signature cannot be verified"));
  }

  private String checkClaims(Map<String, Object> claims, String method, URI address, Digest token) {
    if (!method.equals(claims.get("htm"))) {
      throw new InvalidProofException("it is for another method");
    }
    if (!(claims.get("htu") instanceof String htu) || !isSame(htu, address)) {
      throw new InvalidProofException("it is for another address");
    }
    if (!URL.encodeToString(token.bytes()).equals(claims.get("ath"))) {
      throw new InvalidProofException("it is for another token");
    }
    checkAge(claims);
    if (!(claims.get("jti") instanceof String id) || id.isBlank()) {
      throw new InvalidProofException("it has no id");
    }
    return id;
  }

  private void checkAge(Map<String, Object> claims) {
    Instant now = clock.instant();
    Instant made;
    try {
      made =
          new Claims(claims)
              .time("iat")
              .orElseThrow(() -> new InvalidProofException("it does not say when it was made"));
    } catch (InvalidTokenException e) {
      throw new InvalidProofException("it does not say when it was made");
    }
    if (!made.isAfter(now.minus(settings.maxAge()))
        || made.isAfter(now.plus(settings.clockSkew()))) {
      throw new InvalidProofException("it was not made just now");
    }
  }

  // RFC 9449 §4.3: query and fragment do not count.
  private static boolean isSame(String htu, URI address) {
    try {
      URI told = URI.create(htu);
      return address.getScheme().equalsIgnoreCase(told.getScheme())
          && address.getHost().equalsIgnoreCase(told.getHost())
          && port(address) == port(told)
          && path(address).equals(path(told));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0
        ? uri.getPort()
        : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
  }

  private static String path(URI uri) {
    String path = uri.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  private static String hash(byte[] bytes) {
    return URL.encodeToString(Digest.of(bytes).bytes());
  }
}
