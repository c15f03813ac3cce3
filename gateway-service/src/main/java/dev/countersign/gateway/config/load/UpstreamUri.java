package dev.countersign.gateway.config.load;

import java.net.URI;
import java.net.URISyntaxException;

/// Reads the address of an upstream.
final class UpstreamUri {
  static final String EXPECTED = "a URL such as https://payments.internal, without query or user";

  private UpstreamUri() {}

  /// @throws IllegalArgumentException when it is none; the message does not repeat it, it may hold
  ///   a password
  static URI parse(String text) {
    if (text.contains("${")) {
      throw new IllegalArgumentException("a reference, which stands in credentials only");
    }
    try {
      URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      check(uri);
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no URL", e);
    }
  }

  private static void check(URI uri) {
    if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
      throw new IllegalArgumentException("neither http:// nor https://");
    }
    if (uri.getHost() == null || uri.getHost().isEmpty() || uri.getPort() > 65_535) {
      throw new IllegalArgumentException("no host, or no port from 1 to 65535");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("a user in the URL, which belongs into 'credential'");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("a query or a fragment");
    }
    String path = uri.getRawPath();
    if (!uri.normalize().getRawPath().equals(path) || path.contains("//") || path.contains("%")) {
      throw new IllegalArgumentException("a path that is not in its simplest form");
    }
  }
}
