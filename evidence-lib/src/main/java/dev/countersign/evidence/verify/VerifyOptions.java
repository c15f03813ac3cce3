package dev.countersign.evidence.verify;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// What the command line asks for.
record VerifyOptions(
    Path bundle, @Nullable Path trust, Optional<MaskedView> view, boolean json, boolean quiet) {

  /// @throws IllegalArgumentException when the arguments are not understood
  static VerifyOptions parse(List<String> arguments) {
    var rest = new ArrayDeque<>(arguments);
    Path bundle = null;
    Path trust = null;
    Path view = null;
    Path proof = null;
    boolean json = false;
    boolean quiet = false;
    while (!rest.isEmpty()) {
      String argument = rest.remove();
      switch (argument) {
        case "--json" -> json = true;
        case "--quiet" -> quiet = true;
        case "--trust" -> trust = value("--trust without a folder", rest);
        case "--masked-view" -> view = value("--masked-view without a file", rest);
        case "--proof" -> proof = value("--proof without a file", rest);
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
    return new VerifyOptions(bundle, trust, view(view, proof), json, quiet);
  }

  private static Optional<MaskedView> view(@Nullable Path view, @Nullable Path proof) {
    if (view == null && proof == null) {
      return Optional.empty();
    }
    if (view == null || proof == null) {
      throw new IllegalArgumentException("--masked-view and --proof go together");
    }
    return Optional.of(new MaskedView(view, proof));
  }

  private static Path value(String missing, Queue<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(missing);
    }
    return Path.of(rest.remove());
  }
}
