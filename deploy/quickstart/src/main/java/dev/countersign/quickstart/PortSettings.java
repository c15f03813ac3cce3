package dev.countersign.quickstart;

import dev.countersign.quickstart.home.BadUsage;
import dev.countersign.quickstart.home.Home;
import dev.countersign.quickstart.home.Port;
import dev.countersign.quickstart.home.Ports;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// Which ports are meant: those of the running suite, else those of `--port` options, else those of
/// the environment, else the usual ones.
final class PortSettings {
  private final Path file;

  PortSettings(Home home) {
    this.file = home.folder("run").resolve("ports.properties");
  }

  Ports resolve(Map<String, String> environment, List<String> options) throws IOException {
    var settings = new HashMap<String, String>();
    for (Port port : Port.values()) {
      String value = environment.get(port.variable());
      if (value != null) {
        settings.put(port.variable(), value);
      }
    }
    options.forEach(option -> settings.putAll(setting(option)));
    settings.putAll(remembered());
    return Ports.of(settings);
  }

  /// Remembers the ports for as long as the suite is up.
  void remember(Ports ports) throws IOException {
    Files.write(
        file,
        ports.settings().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList());
  }

  void forget() throws IOException {
    Files.deleteIfExists(file);
  }

  private Map<String, String> remembered() throws IOException {
    var properties = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        properties.load(in);
      }
    }
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }

  private static Map<String, String> setting(String option) {
    String[] pair = option.split("=", 2);
    return Arrays.stream(Port.values())
        .filter(port -> pair.length == 2 && port.label().equals(pair[0]))
        .findFirst()
        .map(port -> Map.of(port.variable(), pair[1]))
        .orElseThrow(() ->
            new BadUsage(
                "--port "
                    + option
                    + ": not understood (expected: NAME=NUMBER, NAME one of "
                    + Arrays.stream(Port.values())
                        .map(Port::label)
                        .collect(Collectors.joining(", "))
                    + ")"));
  }
}
