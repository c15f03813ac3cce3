package dev.countersign.gateway.exchange;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One token exchange (RFC 8693 §2) of a SAML assertion for an access token. Thread-safe.
final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";
  private static final String SAML2 = "urn:ietf:params:oauth:token-type:saml2";
  private static final List<String> TOKENS =
      List.of(
          "urn:ietf:params:oauth:token-type:access_token", "urn:ietf:params:oauth:token-type:jwt");

  private final AssertionVerifier verifier;
  private final TokenIssuer issuer;
  private final String audience;
  private final String resource;
  private final MeterRegistry meters;

  Exchange(
      AssertionVerifier verifier,
      TokenIssuer issuer,
      String audience,
      String resource,
      MeterRegistry meters) {
    this.verifier = verifier;
    this.issuer = issuer;
    this.audience = audience;
    this.resource = resource;
    this.meters = meters;
  }

  /// What the caller is answered.
  sealed interface Answer {}

  record Given(TokenIssuer.Issued token, String type) implements Answer {}

  /// An error of RFC 6749 §5.2.
  record Refused(String error, String description) implements Answer {}

  /// Answers a request; no parameter stands in it twice.
  Answer answer(Map<String, String> form) {
    Answer answer = exchange(form);
    meters
        .counter(
            "countersign.gateway.exchanges",
            "result",
            answer instanceof Refused refused ? refused.error() : "given")
        .increment();
    return answer;
  }

  private Answer exchange(Map<String, String> form) {
    if (!GRANT.equals(form.get("grant_type"))) {
      return new Refused("unsupported_grant_type", "Only token exchange is supported.");
    }
    String type = form.getOrDefault("requested_token_type", TOKENS.getFirst());
    if (!SAML2.equals(form.get("subject_token_type")) || !TOKENS.contains(type)) {
      return new Refused("invalid_request", "Only a SAML 2.0 assertion for an access token.");
    }
    if (form.containsKey("actor_token") || !form.getOrDefault("scope", "").isBlank()) {
      return new Refused("invalid_request", "Neither actor tokens nor scopes are supported.");
    }
    String target = target(form);
    return target.isEmpty()
        ? new Refused("invalid_target", "The token would be for somebody else.")
        : exchange(form.getOrDefault("subject_token", ""), target, type);
  }

  // RFC 8693 §2.1, RFC 8707 §2: the token is for us, or, narrower, for an address below ours.
  private String target(Map<String, String> form) {
    if (!form.getOrDefault("audience", audience).equals(audience)) {
      return "";
    }
    String asked = form.get("resource");
    if (asked == null) {
      return audience;
    }
    return asked.equals(resource) || asked.startsWith(resource + "/") ? asked : "";
  }

  private Answer exchange(String assertion, String target, String type) {
    try {
      VerifiedAssertion verified = verifier.verify(decode(assertion));
      return new Given(issuer.issue(verified, target), type);
    } catch (InvalidAssertionException e) {
      LOG.info("an assertion was refused: {}", e.getMessage());
      return new Refused("invalid_request", "The assertion is not valid: " + e.getMessage() + ".");
    }
  }

  // RFC 8693 §3: base64url.
  private static byte[] decode(String assertion) {
    try {
      return Base64.getUrlDecoder().decode(assertion);
    } catch (IllegalArgumentException e) {
      throw new InvalidAssertionException("it is not base64url");
    }
  }
}
