package dev.countersign.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes a percent-encoded path apart, without any reading that an upstream might not share.
final class PathSegments {
  private static final int MAX_PATH = 4_096;
  private static final int MAX_SEGMENTS = 64;

  private PathSegments() {}

  /// The decoded segments of a path; empty where the path is odd.
  ///
  /// Odd are: no slash in front, empty segments (also by a slash at the end), `.` and `..`,
  /// anything that decodes to a slash, a backslash or a control character, and what
  /// [PercentEncoding] refuses. The path `/` has no segments.
  static Optional<List<String>> decode(String rawPath) {
    if (rawPath.isEmpty() || rawPath.charAt(0) != '/' || rawPath.length() > MAX_PATH) {
      return Optional.empty();
    }
    List<String> segments = new ArrayList<>();
    int start = 1;
    while (start < rawPath.length()) {
      int end = rawPath.indexOf('/', start);
      end = end < 0 ? rawPath.length() : end;
      Optional<String> segment =
          PercentEncoding.decode(rawPath.substring(start, end)).filter(PathSegments::isPlain);
      if (segment.isEmpty() || segments.size() == MAX_SEGMENTS || end == rawPath.length() - 1) {
        return Optional.empty();
      }
      segments.add(segment.get());
      start = end + 1;
    }
    return Optional.of(segments);
  }

  private static boolean isPlain(String segment) {
    return !segment.isEmpty()
        && !segment.equals(".")
        && !segment.equals("..")
        && segment.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
  }
}
