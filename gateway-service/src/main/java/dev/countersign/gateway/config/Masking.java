package dev.countersign.gateway.config;

import java.util.List;

/// What is hidden in the answers of a connection.
///
/// @param names packs and rules in the order of the file; cited in records
public record Masking(List<String> names) {
  public static final Masking NONE = new Masking(List.of());

  public Masking {
    names = List.copyOf(names);
  }
}
