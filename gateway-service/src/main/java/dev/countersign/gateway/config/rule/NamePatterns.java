package dev.countersign.gateway.config.rule;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/// Names, and patterns in which `*` stands for any characters. Case counts.
public final class NamePatterns {
  public static final NamePatterns NONE = new NamePatterns(List.of());

  private final List<String> written;
  private final Set<String> exact;
  private final List<String> patterns;

  public NamePatterns(Collection<String> written) {
    this.written = List.copyOf(written);
    this.exact = Set.copyOf(written.stream().filter(text -> !isPattern(text)).toList());
    this.patterns = written.stream().filter(NamePatterns::isPattern).toList();
  }

  private static boolean isPattern(String text) {
    return text.indexOf('*') >= 0;
  }

  /// Whether the name is one of them or fits a pattern.
  public boolean contains(String name) {
    if (exact.contains(name)) {
      return true;
    }
    for (String pattern : patterns) {
      if (fits(pattern, name)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a name fits a pattern, in time no more than the product of their lengths.
  public static boolean fits(String pattern, String name) {
    int p = 0;
    int n = 0;
    int star = -1;
    int retry = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        retry = n;
      } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
        p++;
        n++;
      } else if (star >= 0) {
        p = star + 1;
        n = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  public boolean isEmpty() {
    return written.isEmpty();
  }

  /// Names and patterns as they were written.
  public List<String> written() {
    return written;
  }

  @Override
  public String toString() {
    return written.toString();
  }
}
