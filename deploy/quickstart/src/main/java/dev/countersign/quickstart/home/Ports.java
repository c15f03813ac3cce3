package dev.countersign.quickstart.home;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The number of every port of one quickstart. No two are equal.
public final class Ports {
  private final Map<Port, Integer> numbers;

  private Ports(Map<Port, Integer> numbers) {
    this.numbers = numbers;
  }

  /// The usual numbers, overlaid by `settings` (keys: [Port#variable]).
  ///
  /// @throws BadUsage naming every mistake at once
  public static Ports of(Map<String, String> settings) {
    var mistakes = new ArrayList<String>();
    var numbers = new EnumMap<Port, Integer>(Port.class);
    for (Port port : Port.values()) {
      numbers.put(port, number(port, settings.get(port.variable()), mistakes));
    }
    refuseSharing(numbers, mistakes);
    if (!mistakes.isEmpty()) {
      throw new BadUsage(String.join("\n", mistakes));
    }
    return new Ports(numbers);
  }

  public int get(Port port) {
    Integer number = numbers.get(port);
    if (number == null) {
      throw new IllegalStateException("no number for " + port);
    }
    return number;
  }

  /// `http://127.0.0.1:<port>`, where that part is reached on this machine.
  public String url(Port port) {
    return "http://127.0.0.1:" + get(port);
  }

  /// The settings that [#of] turns into these ports again.
  public Map<String, String> settings() {
    var settings = new TreeMap<String, String>();
    numbers.forEach((port, number) -> settings.put(port.variable(), Integer.toString(number)));
    return settings;
  }

  private static int number(Port port, @Nullable String text, List<String> mistakes) {
    if (text == null || text.isBlank()) {
      return port.usual();
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= 1 && number <= 65535) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below together with numbers out of range.
    }
    mistakes.add(port.variable() + ": '" + text + "' (expected: a port between 1 and 65535)");
    return port.usual();
  }

  private static void refuseSharing(Map<Port, Integer> numbers, List<String> mistakes) {
    numbers.values().stream()
        .distinct()
        .map(number -> Arrays.stream(Port.values()).filter(p -> number.equals(numbers.get(p))))
        .map(sharers -> sharers.toList())
        .filter(sharers -> sharers.size() > 1)
        .forEach(sharers ->
            mistakes.add(
                "port "
                    + numbers.get(sharers.getFirst())
                    + " is given to "
                    + String.join(" and ", sharers.stream().map(Port::label).toList())
                    + " (expected: one each)"));
  }
}
