package dev.countersign.gateway.upstream;

import dev.countersign.gateway.access.CanonicalRequest.Header;
import dev.countersign.gateway.config.Connection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;

/// The header fields of an answer that a caller gets to see: a short list, all else stays here.
///
/// Left out are cookies, challenges, hop-by-hop fields, digests and validators of the unmasked
/// body, and whatever could carry data past the masking.
final class PassedHeaders {
  private static final List<String> NAMES =
      List.of(
          "allow",
          "cache-control",
          "content-language",
          "expires",
          "last-modified",
          "retry-after",
          "vary");
  private static final int MAX_LENGTH = 1024;

  private PassedHeaders() {}

  static List<Header> of(ClassicHttpResponse response, Connection connection) {
    List<Header> headers = new ArrayList<>();
    for (String name : NAMES) {
      for (var field : response.getHeaders(name)) {
        String value = field.getValue();
        if (value != null && isPlain(value)) {
          headers.add(new Header(name, value));
        }
      }
    }
    location(response, connection).ifPresent(headers::add);
    return headers;
  }

  // The upstream's own addresses become ours; others, and any that could hold data, are left out.
  private static Optional<Header> location(ClassicHttpResponse response, Connection connection) {
    var field = response.getFirstHeader("location");
    if (field == null || field.getValue() == null) {
      return Optional.empty();
    }
    return pathOf(field.getValue(), connection.upstream())
        .filter(path -> path.chars().allMatch(PassedHeaders::isPathCharacter))
        .map(path -> new Header("location", "/" + connection.name() + path));
  }

  private static Optional<String> pathOf(String location, URI upstream) {
    String base = upstream.toString();
    String basePath = upstream.getRawPath() == null ? "" : upstream.getRawPath();
    if (location.startsWith(base + "/")) {
      return Optional.of(location.substring(base.length()));
    }
    return location.startsWith(basePath + "/") && !location.startsWith("//")
        ? Optional.of(location.substring(basePath.length()))
        : Optional.empty();
  }

  private static boolean isPathCharacter(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '/'
        || c == '-'
        || c == '_'
        || c == '.';
  }

  private static boolean isPlain(String value) {
    return value.length() <= MAX_LENGTH && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }
}
