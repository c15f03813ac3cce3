package dev.countersign.bench.held;

import dev.countersign.bench.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// How many calls are held, and by what process.
///
/// @param calls how many; each needs a file descriptor here and there
/// @param body bytes of arguments of each
record HeldSettings(Path checkout, List<String> flags, int calls, int body) {
  private static final Set<String> NAMES = Set.of("checkout", "flags", "calls", "body");

  static HeldSettings of(String... arguments) {
    Arguments given = Arguments.of(NAMES, arguments);
    return new HeldSettings(
        Path.of(given.text("checkout", ".")),
        List.of(given.text("flags", "-Xmx2g -XX:+UseSerialGC").split(" ")),
        given.number("calls", 10_000),
        given.number("body", 200));
  }
}
