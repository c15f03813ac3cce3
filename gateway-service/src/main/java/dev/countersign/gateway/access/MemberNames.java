package dev.countersign.gateway.access;

import java.util.HashSet;
import java.util.Set;

/// The member names of one object, which differ in more than letter case.
///
/// Some upstreams bind names without regard to case: beside `amount` they would read `Amount`, and
/// the policy would have judged the other one.
final class MemberNames {
  private final Set<String> folded = new HashSet<>();

  /// Adds a name; false when it was there, in whatever case.
  boolean add(String name) {
    return folded.add(fold(name));
  }

  private static String fold(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (fold(name.charAt(i)) != name.charAt(i)) {
        return foldFrom(i, name);
      }
    }
    return name;
  }

  private static String foldFrom(int start, String name) {
    char[] chars = name.toCharArray();
    for (int i = start; i < chars.length; i++) {
      chars[i] = fold(chars[i]);
    }
    return new String(chars);
  }

  /// Both ways, so that also the long s and the Kelvin sign meet their plain letters.
  private static char fold(char c) {
    return c < 0x80 && !(c >= 'A' && c <= 'Z')
        ? c
        : Character.toLowerCase(Character.toUpperCase(c));
  }
}
