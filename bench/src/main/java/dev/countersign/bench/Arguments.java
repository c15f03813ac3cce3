package dev.countersign.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// The arguments of a benchmark, given as `name=value`; a name that is not known is refused.
public record Arguments(Map<String, String> given) {

  public static Arguments of(Set<String> names, String... arguments) {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      String name = argument.substring(0, Math.max(0, equals));
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "argument: %s (expected: one of %s, as name=value)".formatted(argument, names));
      }
      given.put(name, argument.substring(equals + 1));
    }
    return new Arguments(given);
  }

  public String text(String name, String otherwise) {
    return given.getOrDefault(name, otherwise);
  }

  public int number(String name, int otherwise) {
    return Integer.parseInt(text(name, Integer.toString(otherwise)));
  }

  public Duration seconds(String name, int otherwise) {
    return Duration.ofSeconds(number(name, otherwise));
  }
}
