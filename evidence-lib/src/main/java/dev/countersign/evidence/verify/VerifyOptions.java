package dev.countersign.evidence.verify;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// What the command line asks for.
record VerifyOptions(Path bundle, @Nullable Path trust, boolean json, boolean quiet) {

  /// @throws IllegalArgumentException when the arguments are not understood
  static VerifyOptions parse(List<String> arguments) {
    var rest = new ArrayDeque<>(arguments);
    Path bundle = null;
    Path trust = null;
    boolean json = false;
    boolean quiet = false;
    while (!rest.isEmpty()) {
      String argument = rest.remove();
      switch (argument) {
        case "--json" -> json = true;
        case "--quiet" -> quiet = true;
        case "--trust" -> trust = folder(rest);
        default -> {
          if (argument.startsWith("-")) {
            throw new IllegalArgumentException("unknown option " + argument);
          }
          if (bundle != null) {
            throw new IllegalArgumentException("more than one bundle");
          }
          bundle = Path.of(argument);
        }
      }
    }
    if (bundle == null) {
      throw new IllegalArgumentException("no bundle named");
    }
    return new VerifyOptions(bundle, trust, json, quiet);
  }

  private static Path folder(Queue<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException("--trust without a folder");
    }
    return Path.of(rest.remove());
  }
}
