package dev.countersign.evidence.verify;

import dev.countersign.evidence.holes.BodyKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// What the command line asks for.
record VerifyOptions(
    Path bundle,
    @Nullable Path trust,
    Optional<MaskedView> view,
    VerifierSettings settings,
    @Nullable Path witnessPolicy,
    @Nullable Path authorities,
    boolean json,
    boolean quiet,
    boolean exitByClass) {

  private static final long MAX_HEARTBEAT = 86_400;

  /// @throws IllegalArgumentException when the arguments are not understood
  static VerifyOptions parse(List<String> arguments) {
    var rest = new ArrayDeque<>(arguments);
    Path bundle = null;
    Path trust = null;
    Path view = null;
    Path proof = null;
    Path witnessPolicy = null;
    Path authorities = null;
    Optional<BodyKind> kind = Optional.empty();
    boolean json = false;
    boolean quiet = false;
    boolean exitByClass = false;
    boolean hashOnly = false;
    Duration heartbeat = VerifierSettings.DEFAULTS.heartbeatEvery();
    while (!rest.isEmpty()) {
      String argument = rest.remove();
      switch (argument) {
        case "--json" -> json = true;
        case "--quiet" -> quiet = true;
        case "--exit-by-class" -> exitByClass = true;
        case "--hash-only" -> hashOnly = true;
        case "--heartbeat" -> heartbeat = seconds(rest.poll());
        case "--trust" -> trust = value("--trust without a folder", rest);
        case "--witness-policy" -> witnessPolicy = value("--witness-policy without a file", rest);
        case "--tsa" -> authorities = value("--tsa without a file", rest);
        case "--masked-view" -> view = value("--masked-view without a file", rest);
        case "--kind" -> kind = Optional.of(kind(rest.poll()));
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
    var settings = new VerifierSettings(hashOnly, heartbeat, Optional.empty());
    return new VerifyOptions(
        bundle,
        trust,
        view(view, proof, kind),
        settings,
        witnessPolicy,
        authorities,
        json,
        quiet,
        exitByClass);
  }

  private static Duration seconds(@Nullable String text) {
    try {
      long seconds = Long.parseLong(String.valueOf(text));
      if (seconds >= 0 && seconds <= MAX_HEARTBEAT) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(heartbeat(text), e);
    }
    throw new IllegalArgumentException(heartbeat(text));
  }

  private static String heartbeat(@Nullable String text) {
    return "--heartbeat: '" + text + "' (expected: seconds, 0 to " + MAX_HEARTBEAT + ")";
  }

  private static BodyKind kind(@Nullable String name) {
    return BodyKind.named(String.valueOf(name))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "--kind: '%s' (expected: one of %s)"
                    .formatted(
                        name, Arrays.stream(BodyKind.values()).map(BodyKind::label).toList())));
  }

  private static Optional<MaskedView> view(
      @Nullable Path view, @Nullable Path proof, Optional<BodyKind> kind) {
    if (view == null && proof == null) {
      if (kind.isPresent()) {
        throw new IllegalArgumentException("--kind goes with --masked-view");
      }
      return Optional.empty();
    }
    if (view == null || proof == null) {
      throw new IllegalArgumentException("--masked-view and --proof go together");
    }
    return Optional.of(new MaskedView(view, proof, kind));
  }

  private static Path value(String missing, Queue<String> rest) {
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(missing);
    }
    return Path.of(rest.remove());
  }
}
