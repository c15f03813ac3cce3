package dev.countersign.gateway.config.load;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Names for rules of one kind, none of which stands twice.
final class DistinctNames {
  private static final int MAX_LENGTH = 63;

  private final Set<String> taken = new HashSet<>();

  /// Claims a name that the operator gave.
  ///
  /// @throws IllegalArgumentException when it is taken
  String claim(String name) {
    if (!taken.add(name)) {
      throw new IllegalArgumentException("'%s' stands twice".formatted(name));
    }
    return name;
  }

  /// Makes a name out of what a rule is about: `support`, and `support#2` where that is taken.
  String make(Collection<String> parts) {
    String joined = parts.isEmpty() ? "unnamed" : String.join("+", parts);
    String stem = joined.length() <= MAX_LENGTH ? joined : joined.substring(0, MAX_LENGTH) + "…";
    String name = stem;
    for (int n = 2; !taken.add(name); n++) {
      name = stem + "#" + n;
    }
    return name;
  }
}
