package dev.countersign.service.identity;

import dev.countersign.service.http.BoundedExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Asks issuers: bounded in time and size, no redirects. Thread-safe.
final class HttpFetch {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(30))
          .build();

  private HttpFetch() {}

  /// The body of a 200 answer.
  static byte[] ok(HttpRequest request, Duration timeout, int maxBytes) throws IOException {
    HttpResponse<byte[]> response = BoundedExchange.send(CLIENT, request, timeout, maxBytes);
    if (response.statusCode() != 200) {
      throw new IOException("status: %d (expected: 200)".formatted(response.statusCode()));
    }
    return response.body();
  }

  static KeySetSource keySet(URI uri, KeySettings settings) {
    if (!"file".equals(uri.getScheme()) && !isHttp(uri)) {
      throw new IllegalArgumentException(
          "jwks: %s (expected: an https:, http: or file: address)".formatted(uri));
    }
    return "file".equals(uri.getScheme())
        ? () -> Files.readAllBytes(Path.of(uri))
        : () ->
            ok(
                HttpRequest.newBuilder(uri).header("Accept", "application/json").build(),
                settings.timeout(),
                settings.maxBytes());
  }

  static boolean isHttp(URI uri) {
    return uri.getHost() != null
        && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
  }
}
