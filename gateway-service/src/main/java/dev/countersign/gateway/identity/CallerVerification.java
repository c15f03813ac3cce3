package dev.countersign.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.evidence.record.Digest;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.service.identity.InvalidTokenException;
import dev.countersign.service.identity.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns the `Authorization` fields of a call into its caller (RFC 6750 §2.1).
///
/// A token that was verified is remembered under its SHA-256 for at most
/// [IdentitySettings#rememberFor] and never past its expiry: a signature costs more than all the
/// rest of this step. What it costs in return: a key that is withdrawn at the issuer counts for
/// that much longer. Thread-safe.
@Component
public class CallerVerification {
  private static final String SCHEME = "Bearer ";
  private static final int MAX_LENGTH = 16 * 1024;

  private final TokenVerifier verifier;
  private final Clock clock;
  private final Cache<Digest, Caller> verified;

  CallerVerification(TokenVerifier verifier, IdentitySettings settings, Clock clock) {
    this.verifier = verifier;
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(settings.rememberAtMost())
            .expireAfterWrite(settings.rememberFor())
            .build();
  }

  /// Verifies the values of all `Authorization` fields of one call.
  public Identified verify(List<String> authorization) {
    if (authorization.isEmpty()) {
      return unknown(ProblemType.UNAUTHENTICATED, "A bearer token is needed.");
    }
    if (authorization.size() > 1) {
      return unknown(ProblemType.MALFORMED_REQUEST, "More than one Authorization field.");
    }
    String token = bearerToken(authorization.getFirst());
    return token == null
        ? unknown(ProblemType.UNAUTHENTICATED, "A bearer token is needed.")
        : verifyToken(token);
  }

  private Identified verifyToken(String token) {
    Digest digest = Digest.of(token.getBytes(StandardCharsets.US_ASCII));
    Caller known = verified.getIfPresent(digest);
    if (known != null && isLive(known)) {
      return new Identified.Known(known);
    }
    try {
      Caller caller = TokenCaller.of(verifier.verify(token));
      verified.put(digest, caller);
      return new Identified.Known(caller);
    } catch (InvalidTokenException e) {
      return unknown(ProblemType.INVALID_TOKEN, "The token is not valid: " + e.getMessage() + ".");
    }
  }

  /// Whether the caller's token has not ended meanwhile, for a call that was held.
  public boolean isLive(Caller caller) {
    Instant expiry = caller.expiresAt();
    return expiry == null || clock.instant().isBefore(expiry);
  }

  private static @Nullable String bearerToken(String authorization) {
    if (authorization.length() > MAX_LENGTH
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return null;
    }
    String token = authorization.substring(SCHEME.length()).strip();
    return isToken68(token) ? token : null;
  }

  // RFC 6750 §2.1: b64token. It also keeps two spellings of one token from being two tokens.
  private static boolean isToken68(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      boolean allowed =
          c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || isMark(c);
      if (!allowed) {
        return false;
      }
    }
    return !token.isEmpty();
  }

  private static boolean isMark(char c) {
    return c == '-' || c == '.' || c == '_' || c == '~' || c == '+' || c == '/' || c == '=';
  }

  private static Identified unknown(ProblemType type, String detail) {
    return new Identified.Unknown(new Problem(type, detail));
  }
}
