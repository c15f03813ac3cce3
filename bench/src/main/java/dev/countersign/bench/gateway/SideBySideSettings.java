package dev.countersign.bench.gateway;

import dev.countersign.bench.Arguments;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// How a comparison is run.
///
/// @param profile flags that make ours write a flight recording, where a file is given for it
record SideBySideSettings(
    Path checkout,
    List<String> flags,
    int callers,
    int rounds,
    Duration warmUp,
    Duration round,
    int rate,
    Duration settle,
    Duration steady,
    List<String> profile) {
  private static final Set<String> NAMES =
      Set.of(
          "checkout",
          "flags",
          "callers",
          "rounds",
          "warmup",
          "round",
          "rate",
          "settle",
          "steady",
          "profile");

  static SideBySideSettings of(String... arguments) {
    Arguments given = Arguments.of(NAMES, arguments);
    return new SideBySideSettings(
        Path.of(given.text("checkout", ".")),
        List.of(given.text("flags", "-Xmx320m -XX:+UseSerialGC").split(" ")),
        given.number("callers", 64),
        given.number("rounds", 3),
        given.seconds("warmup", 60),
        given.seconds("round", 10),
        given.number("rate", 200),
        given.seconds("settle", 15),
        given.seconds("steady", 30),
        profile(given.text("profile", "")));
  }

  private static List<String> profile(String file) {
    return file.isEmpty()
        ? List.of()
        : List.of("-XX:StartFlightRecording:settings=profile,filename=" + file);
  }
}
