package dev.countersign.evidence.bundle;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How long records were to be kept when the bundle was written. Signed by nobody.
///
/// @param classes how long each class is kept, as an ISO 8601 period
/// @param connections the class of each connection
public record BundleRetention(
    SortedMap<String, String> classes, SortedMap<String, String> connections) {
  /// What a bundle says that knows of no classes.
  public static final BundleRetention NONE = new BundleRetention(new TreeMap<>(), new TreeMap<>());

  /// @throws IllegalArgumentException when a map is missing or holds a null
  public BundleRetention {
    classes = present(classes);
    connections = present(connections);
  }

  private static SortedMap<String, String> present(Map<String, String> map) {
    if (map == null || map.values().stream().anyMatch(value -> value == null)) {
      throw new IllegalArgumentException("retention: a member is missing");
    }
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
