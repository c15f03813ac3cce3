package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.config.rule.Network;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What policies may know of a request beside what it calls.
///
/// @param headers names of the headers that conditions can read; those that carry credentials or
///   speak for a caller cannot be named
/// @param trustedProxies networks of the proxies before the gateway: only what such a peer says in
///   `X-Forwarded-For` counts as the caller's address
@ConfigurationProperties(prefix = "countersign.gateway.policy-view", ignoreUnknownFields = false)
record SurroundingsSettings(
    @DefaultValue({"accept", "accept-language", "content-type", "user-agent", "idempotency-key"})
        List<String> headers,
    @DefaultValue List<String> trustedProxies) {
  private static final Set<String> NEVER =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "set-cookie",
          "dpop",
          "x-api-key",
          "forwarded",
          "x-forwarded-for");
  private static final int MAX_HEADERS = 32;

  SurroundingsSettings {
    headers = headers.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().toList();
    for (String name : headers) {
      if (NEVER.contains(name) || !name.matches("[a-z0-9-]{1,64}")) {
        throw new IllegalArgumentException(
            "countersign.gateway.policy-view.headers: '%s' (expected: names of headers that carry"
                    .formatted(name)
                + " no credential)");
      }
    }
    if (headers.size() > MAX_HEADERS) {
      throw new IllegalArgumentException(
          "countersign.gateway.policy-view.headers: %d (expected: at most %d)"
              .formatted(headers.size(), MAX_HEADERS));
    }
    trustedProxies = List.copyOf(trustedProxies);
  }

  List<Network> proxies() {
    return trustedProxies.stream().map(Network::parse).toList();
  }
}
