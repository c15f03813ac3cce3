package dev.countersign.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.evidence.record.Digest;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Credentials;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.service.identity.InvalidProofException;
import dev.countersign.service.identity.InvalidTokenException;
import dev.countersign.service.identity.TokenSettings;
import dev.countersign.service.identity.TokenVerifier;
import dev.countersign.service.identity.TokensUnavailableException;
import dev.countersign.service.identity.VerifiedToken;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Turns the credentials of a call into its caller (RFC 6750 §2.1, RFC 9449 §7, RFC 8705 §3).
///
/// A JWT that was verified is remembered under its SHA-256 for at most
/// [IdentitySettings#rememberFor], never past its expiry, and only while its issuer has the key
/// that signed it: a signature costs more than all the rest of this step. What a token is bound to
/// is checked on every call. Thread-safe.
@Component
public class CallerVerification {
  private static final int MAX_LENGTH = 16 * 1024;

  private final TokenVerifier verifier;
  private final Possession possession;
  private final TokenCaller reader;
  private final Clock clock;
  private final Cache<Digest, Verified> verified;

  private record Verified(VerifiedToken token, Caller caller) {}

  CallerVerification(
      TokenVerifier verifier,
      Possession possession,
      TokenSettings tokens,
      IdentitySettings settings,
      Clock clock) {
    this.verifier = verifier;
    this.possession = possession;
    this.reader = new TokenCaller(tokens.resource());
    this.clock = clock;
    this.verified =
        Caffeine.newBuilder()
            .maximumSize(settings.rememberAtMost())
            .expireAfterWrite(settings.rememberFor())
            .build();
  }

  /// Verifies what one call came with.
  public Identified verify(Credentials credentials) {
    List<String> authorization = credentials.fields("Authorization");
    if (authorization.isEmpty()) {
      return unauthenticated();
    }
    if (authorization.size() > 1) {
      return unknown(ProblemType.MALFORMED_REQUEST, "More than one Authorization field.");
    }
    String field = authorization.getFirst();
    return token(field, "Bearer ")
        .map(token -> verify(token, false, credentials))
        .or(() -> token(field, "DPoP ").map(token -> verify(token, true, credentials)))
        .orElseGet(CallerVerification::unauthenticated);
  }

  /// Verifies the `Authorization` fields of a request that is no call: a bearer token, and none
  /// that was given for one connection.
  public Identified verify(List<String> authorization) {
    Identified identified = verify(new BearerOnly(authorization));
    return identified instanceof Identified.Known(Caller caller) && !caller.connections().isEmpty()
        ? unknown(ProblemType.INVALID_TOKEN, "The token is not valid: it is for one connection.")
        : identified;
  }

  private Identified verify(String token, boolean asDpop, Credentials credentials) {
    Digest digest = Digest.of(token.getBytes(StandardCharsets.US_ASCII));
    try {
      Verified known = remembered(digest, token);
      possession.check(known.token().confirmation(), asDpop, digest, credentials);
      return new Identified.Known(known.caller());
    } catch (InvalidTokenException e) {
      return unknown(ProblemType.INVALID_TOKEN, "The token is not valid: " + e.getMessage() + ".");
    } catch (InvalidProofException e) {
      return unknown(
          ProblemType.INVALID_PROOF,
          "The proof of possession is not valid: " + e.getMessage() + ".");
    } catch (TokensUnavailableException e) {
      return unknown(ProblemType.IDENTITY_UNAVAILABLE, "Who calls cannot be known now. Try again.");
    }
  }

  private Verified remembered(Digest digest, String token) {
    Verified known = verified.getIfPresent(digest);
    if (known != null && isLive(known.caller()) && verifier.stillHolds(known.token())) {
      return known;
    }
    VerifiedToken fresh = verifier.verify(token);
    Verified read = new Verified(fresh, reader.of(fresh));
    if (fresh.key() != null) {
      verified.put(digest, read);
    }
    return read;
  }

  /// Whether the caller's token has not ended meanwhile, for a call that was held.
  public boolean isLive(Caller caller) {
    Instant expiry = caller.expiresAt();
    return expiry == null || clock.instant().isBefore(expiry);
  }

  private static Optional<String> token(String authorization, String scheme) {
    if (authorization.length() > MAX_LENGTH
        || !authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
      return Optional.empty();
    }
    String token = authorization.substring(scheme.length()).strip();
    return isToken68(token) ? Optional.of(token) : Optional.empty();
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

  private static Identified unauthenticated() {
    return unknown(ProblemType.UNAUTHENTICATED, "A bearer token is needed.");
  }

  private static Identified unknown(ProblemType type, String detail) {
    return new Identified.Unknown(new Problem(type, detail));
  }
}
