package dev.countersign.service.security;

import java.util.List;
import java.util.stream.Stream;

/// What a service serves beside `/api/**`. Where a path is of both kinds it needs a token.
///
/// @param authenticated patterns of paths that need a verified bearer token
/// @param open patterns of paths that are for everybody
public record ServedPaths(List<String> authenticated, List<String> open) {
  public ServedPaths {
    authenticated = List.copyOf(authenticated);
    open = List.copyOf(open);
  }

  static ServedPaths none() {
    return new ServedPaths(List.of(), List.of());
  }

  String[] withAuthenticated(String... others) {
    return Stream.concat(Stream.of(others), authenticated.stream()).toArray(String[]::new);
  }

  String[] withOpen(String... others) {
    return Stream.concat(Stream.of(others), open.stream()).toArray(String[]::new);
  }
}
