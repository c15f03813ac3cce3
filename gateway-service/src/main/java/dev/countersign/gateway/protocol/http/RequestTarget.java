package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.config.PercentEncoding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The raw path of a request, taken apart after its first segment: `/{connection}/{path}`.
///
/// Whatever two readers could understand differently is refused: empty and dot segments, path
/// parameters, encoded slashes, characters encoded twice, control characters, bytes that are not
/// UTF-8.
///
/// @param path from the slash that follows the connection, still percent-encoded
record RequestTarget(String connection, String path) {

  /// Takes a path apart; the problem says what is odd about it.
  static Parsed parse(String rawPath) {
    if (rawPath.isEmpty() || rawPath.charAt(0) != '/') {
      return new Odd("not an absolute path");
    }
    int end = rawPath.indexOf('/', 1);
    String connection = end < 0 ? rawPath.substring(1) : rawPath.substring(1, end);
    String path = end < 0 ? "/" : rawPath.substring(end);
    String fault = rawPath.length() == 1 ? null : segmentFault(connection);
    fault = fault == null ? pathFault(path) : fault;
    return fault == null ? new Good(new RequestTarget(connection, path)) : new Odd(fault);
  }

  private static @Nullable String pathFault(String path) {
    int start = 1;
    while (start < path.length()) {
      int end = path.indexOf('/', start);
      end = end < 0 ? path.length() : end;
      String fault = segmentFault(path.substring(start, end));
      if (fault != null || end == path.length() - 1) {
        return fault == null ? "an empty segment" : fault;
      }
      start = end + 1;
    }
    return null;
  }

  private static @Nullable String segmentFault(String segment) {
    if (segment.isEmpty()) {
      return "an empty segment";
    }
    Optional<String> decoded = PercentEncoding.decode(segment);
    if (decoded.isEmpty()) {
      return "a segment that is not percent-encoded UTF-8";
    }
    String text = decoded.get();
    if (text.equals(".") || text.equals("..")) {
      return "a dot segment";
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '/' || c == '\\' || Character.isISOControl(c)) {
        return "an encoded slash, backslash or control character";
      }
      if (c == '%' && isEscape(text, i)) {
        return "a character that is encoded twice";
      }
    }
    return null;
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length() && isHex(text.charAt(at + 1)) && isHex(text.charAt(at + 2));
  }

  private static boolean isHex(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }

  /// What a raw path came to.
  sealed interface Parsed {}

  record Good(RequestTarget target) implements Parsed {}

  record Odd(String what) implements Parsed {
    Problem problem() {
      return new Problem(ProblemType.MALFORMED_REQUEST, "The path holds " + what + ".");
    }
  }
}
