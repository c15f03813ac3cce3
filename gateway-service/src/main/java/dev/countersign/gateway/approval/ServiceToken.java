package dev.countersign.gateway.approval;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/// This gateway's own access token (RFC 6749 §4.4), fetched when needed and kept until shortly
/// before it ends. Thread-safe.
@Component
class ServiceToken {
  private static final Duration MARGIN = Duration.ofSeconds(30);
  private static final long DEFAULT_SECONDS = 60;

  private final ReentrantLock fetching = new ReentrantLock();
  private final RestClient rest;
  private final ApprovalSettings settings;
  private final Clock clock;
  private volatile @Nullable Kept kept;

  ServiceToken(RestClient approvalRest, ApprovalSettings settings, Clock clock) {
    this.rest = approvalRest;
    this.settings = settings;
    this.clock = clock;
  }

  private record Kept(String value, Instant until) {
    @Override
    public String toString() {
      return "Kept";
    }
  }

  private record TokenAnswer(
      @JsonProperty("access_token") @Nullable String accessToken,
      @JsonProperty("expires_in") @Nullable Long expiresIn) {
    @Override
    public String toString() {
      return "TokenAnswer";
    }
  }

  /// A token that is good for a while.
  ///
  /// @throws ApprovalUnavailableException when the issuer gives none
  String value() {
    Kept now = kept;
    if (now != null && clock.instant().isBefore(now.until())) {
      return now.value();
    }
    fetching.lock();
    try {
      Kept meanwhile = kept;
      if (meanwhile != null && clock.instant().isBefore(meanwhile.until())) {
        return meanwhile.value();
      }
      Kept fresh = fetch();
      kept = fresh;
      return fresh.value();
    } finally {
      fetching.unlock();
    }
  }

  /// Drops a token that was not accepted.
  void forget() {
    kept = null;
  }

  private Kept fetch() {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("grant_type", "client_credentials");
    form.add("scope", settings.scope());
    try {
      TokenAnswer answer =
          rest.post()
              .uri(settings.tokenUrl())
              .header("Authorization", basic())
              .contentType(MediaType.APPLICATION_FORM_URLENCODED)
              .body(form)
              .retrieve()
              .body(TokenAnswer.class);
      if (answer == null || answer.accessToken() == null) {
        throw new ApprovalUnavailableException("the issuer gave no token", null);
      }
      long seconds = answer.expiresIn() == null ? DEFAULT_SECONDS : answer.expiresIn();
      Instant until = clock.instant().plusSeconds(seconds).minus(margin(seconds));
      return new Kept(answer.accessToken(), until);
    } catch (RestClientException e) {
      throw new ApprovalUnavailableException("the issuer gives no token", e);
    }
  }

  private static Duration margin(long seconds) {
    Duration half = Duration.ofSeconds(seconds).dividedBy(2);
    return half.compareTo(MARGIN) < 0 ? half : MARGIN;
  }

  private String basic() {
    String pair = settings.clientId() + ":" + settings.clientSecret();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
