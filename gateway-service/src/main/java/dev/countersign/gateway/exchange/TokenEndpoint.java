package dev.countersign.gateway.exchange;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// The token endpoint (RFC 8693) and the keys of its tokens.
@RestController
@ConditionalOnProperty("countersign.gateway.saml.enabled")
@Tag(name = "Tokens", description = "In exchange for SAML assertions.")
class TokenEndpoint {
  private final Exchange exchange;
  private final TokenIssuer issuer;

  TokenEndpoint(Exchange exchange, TokenIssuer issuer) {
    this.exchange = exchange;
    this.issuer = issuer;
  }

  @PostMapping(
      path = "/oauth2/token",
      consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "Gives an access token for a SAML 2.0 assertion")
  ResponseEntity<Map<String, Object>> token(HttpServletRequest request) {
    Exchange.Answer answer =
        form(request)
            .map(exchange::answer)
            .orElseGet(() ->
                new Exchange.Refused(
                    "invalid_request", "The form is too long, or a parameter stands twice."));
    return switch (answer) {
      case Exchange.Given(var issued, String type) -> answered(200, given(issued, type));
      case Exchange.Refused(String error, String description) ->
          answered(400, Map.of("error", error, "error_description", description));
    };
  }

  // RFC 6749 §3.2: no parameter twice, and none in the address.
  private static Optional<Map<String, String>> form(HttpServletRequest request) {
    try {
      return read(request);
    } catch (IllegalStateException e) {
      // The server's way of saying that the form is beyond its limits or broken.
      return Optional.empty();
    }
  }

  private static Optional<Map<String, String>> read(HttpServletRequest request) {
    Map<String, String> form = new LinkedHashMap<>();
    for (var parameter : request.getParameterMap().entrySet()) {
      if (parameter.getValue().length != 1) {
        return Optional.empty();
      }
      form.put(parameter.getKey(), parameter.getValue()[0]);
    }
    return request.getQueryString() == null ? Optional.of(form) : Optional.empty();
  }

  private static Map<String, Object> given(TokenIssuer.Issued issued, String type) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("access_token", issued.token());
    members.put("issued_token_type", type);
    members.put("token_type", "Bearer");
    members.put("expires_in", issued.lifetime().toSeconds());
    return members;
  }

  private static ResponseEntity<Map<String, Object>> answered(
      int status, Map<String, Object> members) {
    return ResponseEntity.status(status)
        .header("Cache-Control", "no-store")
        .contentType(MediaType.APPLICATION_JSON)
        .body(members);
  }

  @GetMapping(path = "/oauth2/jwks", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "The keys that sign these tokens, as a JWK Set")
  ResponseEntity<String> jwks() {
    return ResponseEntity.ok().header("Cache-Control", "max-age=300").body(issuer.jwks());
  }
}
