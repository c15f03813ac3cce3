package dev.countersign.service.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks an issuer about opaque tokens (RFC 7662).
///
/// Fails closed: no answer, an answer that is none, or too many questions under way is
/// [TokensUnavailableException]. A good answer counts for `cacheFor`, never beyond the token's end;
/// a bad one is not remembered. The token goes nowhere but to the issuer. Thread-safe.
final class Introspection {
  private static final Logger LOG = LoggerFactory.getLogger(Introspection.class);
  private static final int MAX_ANSWER = 64 * 1024;

  private final IntrospectionSettings settings;
  private final TokenClaims reader;
  private final Clock clock;
  private final Semaphore places;
  private final Cache<Digest, Known> answers;

  private record Known(VerifiedToken token, Instant until) {}

  Introspection(IntrospectionSettings settings, TokenClaims reader, Clock clock) {
    if (!HttpFetch.isHttp(settings.uri())) {
      throw new IllegalArgumentException(
          "introspection: %s (expected: an https: or http: address)".formatted(settings.uri()));
    }
    this.settings = settings;
    this.reader = reader;
    this.clock = clock;
    this.places = new Semaphore(settings.concurrent());
    this.answers = Caffeine.newBuilder().maximumSize(settings.cacheAtMost()).build();
  }

  VerifiedToken verify(String token) {
    Digest digest = Digest.of(token.getBytes(StandardCharsets.UTF_8));
    Known known = answers.getIfPresent(digest);
    if (known != null && clock.instant().isBefore(known.until())) {
      return known.token();
    }
    VerifiedToken verified = reader.read(new Claims(active(ask(token))), digest, null);
    Instant until = clock.instant().plus(settings.cacheFor());
    answers.put(
        digest,
        new Known(verified, until.isBefore(verified.expiresAt()) ? until : verified.expiresAt()));
    return verified;
  }

  private Map<String, Object> active(Map<String, Object> answer) {
    if (!Boolean.TRUE.equals(answer.get("active"))) {
      throw new InvalidTokenException("the issuer says that the token is not active");
    }
    Object issuer = answer.get("iss");
    if (issuer != null && !issuer.equals(settings.as().issuer())) {
      throw new InvalidTokenException("the token is of another issuer");
    }
    return answer;
  }

  private Map<String, Object> ask(String token) {
    if (!places.tryAcquire()) {
      throw unavailable();
    }
    try {
      byte[] answer = HttpFetch.ok(request(token), settings.timeout(), MAX_ANSWER);
      return StrictJson.object(answer).orElseThrow(() -> new IOException("not a JSON object"));
    } catch (IOException e) {
      LOG.warn("introspection at {} failed: {}", settings.uri(), e.getMessage());
      throw unavailable();
    } finally {
      places.release();
    }
  }

  private HttpRequest request(String token) throws IOException {
    String form = "token=" + encoded(token) + "&token_type_hint=access_token";
    return HttpRequest.newBuilder(settings.uri())
        .header("Authorization", basic())
        .header("Accept", "application/json")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
  }

  // RFC 6749 §2.3.1. Read each time: a secret that is changed works without a restart.
  private String basic() throws IOException {
    String secret = Files.readString(settings.clientSecretFile()).strip();
    String pair = encoded(settings.clientId()) + ":" + encoded(secret);
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static TokensUnavailableException unavailable() {
    return new TokensUnavailableException("The token's issuer cannot be asked now.");
  }
}
