package dev.countersign.gateway.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The functions of a connection, found by name or by request. Immutable.
///
/// No request matches two functions: such configurations are refused when they are loaded.
public final class FunctionTable {
  private final Map<String, ConnectionFunction> byName = new LinkedHashMap<>();
  private final Map<String, List<ConnectionFunction>> byShape = new LinkedHashMap<>();

  public FunctionTable(List<ConnectionFunction> functions) {
    for (ConnectionFunction function : functions) {
      byName.put(function.name(), function);
      byShape
          .computeIfAbsent(
              shape(function.method(), function.path().segments().size()), _ -> new ArrayList<>())
          .add(function);
    }
  }

  private static String shape(String method, int segments) {
    return method + segments;
  }

  /// The function of that name.
  public Optional<ConnectionFunction> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /// The function that a request calls.
  ///
  /// @param rawPath the path as it was sent, still percent-encoded, from the slash that follows the
  ///   connection's name; a path that cannot be decoded strictly matches nothing
  public Optional<FunctionMatch> match(String method, String rawPath) {
    return PathSegments.decode(rawPath).flatMap(segments -> match(method, segments));
  }

  private Optional<FunctionMatch> match(String method, List<String> segments) {
    for (ConnectionFunction function :
        byShape.getOrDefault(shape(method, segments.size()), List.of())) {
      Optional<Map<String, String>> variables = function.path().match(segments);
      if (variables.isPresent()) {
        return Optional.of(new FunctionMatch(function, variables.get()));
      }
    }
    return Optional.empty();
  }

  public Collection<ConnectionFunction> all() {
    return List.copyOf(byName.values());
  }
}
