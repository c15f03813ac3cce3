package dev.countersign.service.security;

import dev.countersign.service.identity.InvalidTokenException;
import dev.countersign.service.identity.TokenVerifier;
import dev.countersign.service.identity.TokensUnavailableException;
import dev.countersign.service.identity.VerifiedToken;
import dev.countersign.service.problem.Problems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/// The rule for a service's REST API: `/api/**` needs a verified bearer token.
///
/// Open are health, metrics and the API's description; a service may add paths of either kind
/// ([ServedPaths]). Everything else does not exist for anybody.
///
/// The gateway's data path has its own order of steps and switches this off.
@AutoConfiguration(
    beforeName = {
      "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
      "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration"
    })
@ConditionalOnProperty(name = "countersign.security.enabled", matchIfMissing = true)
class SecurityConfiguration {
  private static final String[] OPEN = {
    "/actuator/health/**", "/actuator/health", "/actuator/prometheus", "/v3/api-docs/**", "/error"
  };

  @Bean
  SecurityFilterChain apiSecurity(
      HttpSecurity http,
      TokenVerifier tokens,
      JsonMapper json,
      ObjectProvider<ServedPaths> served) {
    ServedPaths more = served.getIfAvailable(ServedPaths::none);
    return http.csrf(csrf -> csrf.disable())
        .logout(logout -> logout.disable())
        .requestCache(cache -> cache.disable())
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests ->
            requests
                .requestMatchers(more.withAuthenticated("/api/**"))
                .authenticated()
                .requestMatchers(more.withOpen(OPEN))
                .permitAll()
                .anyRequest()
                .denyAll())
        .oauth2ResourceServer(server ->
            server
                .authenticationManagerResolver(request -> verifying(tokens))
                .authenticationEntryPoint(
                    (request, response, e) -> unauthenticated(response, e, json))
                .accessDeniedHandler((request, response, e) -> denied(response, json)))
        .exceptionHandling(failures ->
            failures
                .authenticationEntryPoint(
                    (request, response, e) -> unauthenticated(response, e, json))
                .accessDeniedHandler((request, response, e) -> denied(response, json)))
        .build();
  }

  // Boot would otherwise invent a user with a password.
  @Bean
  AuthenticationManager authenticationManager(TokenVerifier tokens) {
    return verifying(tokens);
  }

  private static AuthenticationManager verifying(TokenVerifier tokens) {
    return authentication -> verify(tokens, authentication);
  }

  private static Authentication verify(TokenVerifier tokens, Authentication authentication) {
    if (!(authentication instanceof BearerTokenAuthenticationToken bearer)) {
      throw new InvalidBearerTokenException("not a bearer token");
    }
    try {
      return new CallerAuthentication(bearer(tokens.verify(bearer.getToken())));
    } catch (InvalidTokenException e) {
      throw new InvalidBearerTokenException("The token is not valid: " + e.getMessage());
    } catch (TokensUnavailableException e) {
      throw new IssuerAway(e);
    }
  }

  // Whoever shows a bound token must prove to hold its key; nobody here could check that.
  private static VerifiedToken bearer(VerifiedToken token) {
    if (!token.confirmation().isBearer()) {
      throw new InvalidTokenException("it is bound to a key and is no bearer token");
    }
    return token;
  }

  /// Whether a token holds cannot be known now.
  private static final class IssuerAway extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    IssuerAway(TokensUnavailableException cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static void unauthenticated(
      HttpServletResponse response, AuthenticationException e, JsonMapper json) throws IOException {
    if (e instanceof IssuerAway) {
      response.setHeader("Retry-After", "5");
      write(
          response,
          HttpStatus.SERVICE_UNAVAILABLE,
          "identity-unavailable",
          "Who calls cannot be known now. Try again.",
          json);
      return;
    }
    boolean invalid = e instanceof InvalidBearerTokenException;
    response.setHeader(
        "WWW-Authenticate",
        invalid
            ? "Bearer realm=\"countersign\", error=\"invalid_token\""
            : "Bearer realm=\"countersign\"");
    String detail = invalid ? e.getMessage() : null;
    write(
        response,
        HttpStatus.UNAUTHORIZED,
        invalid ? "invalid-token" : "unauthenticated",
        detail == null ? "A bearer token is needed." : detail,
        json);
  }

  private static void denied(HttpServletResponse response, JsonMapper json) throws IOException {
    write(response, HttpStatus.FORBIDDEN, "not-granted", "This is not allowed for you.", json);
  }

  private static void write(
      HttpServletResponse response, HttpStatus status, String name, String detail, JsonMapper json)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write(json.writeValueAsBytes(Problems.of(status, name, detail)));
  }
}
