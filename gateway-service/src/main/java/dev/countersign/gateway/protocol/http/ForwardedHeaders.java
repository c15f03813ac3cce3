package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.CanonicalRequest.Header;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;

/// The request headers that go on to an upstream: a short list, all else stays here.
///
/// Identity, forwarding, hop-by-hop, cookie, range, condition and our own headers are not on it, so
/// nobody can speak to an upstream past the policy.
final class ForwardedHeaders {
  private static final List<String> NAMES =
      List.of("accept", "accept-language", "idempotency-key", "traceparent", "tracestate");
  private static final int MAX_LENGTH = 1024;

  private ForwardedHeaders() {}

  static List<Header> of(HttpServletRequest request) {
    List<Header> headers = new ArrayList<>();
    for (String name : NAMES) {
      Enumeration<String> values = request.getHeaders(name);
      while (values.hasMoreElements()) {
        String value = values.nextElement();
        if (isPlain(value)) {
          headers.add(new Header(name, value));
        }
      }
    }
    return headers;
  }

  private static boolean isPlain(String value) {
    return value.length() <= MAX_LENGTH && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }
}
