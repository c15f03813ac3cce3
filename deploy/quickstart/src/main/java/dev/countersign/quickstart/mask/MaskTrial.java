package dev.countersign.quickstart.mask;

import dev.countersign.evidence.holes.BodyKind;
import dev.countersign.evidence.holes.HolePath;
import dev.countersign.evidence.holes.HolePaths;
import dev.countersign.evidence.holes.HoleSpans;
import dev.countersign.masking.HolePlaces;
import dev.countersign.masking.Masked;
import dev.countersign.masking.MaskingException;
import dev.countersign.masking.MaskingKeys;
import dev.countersign.masking.MaskingLimits;
import dev.countersign.masking.MaskingPacks;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingPolicyException;
import dev.countersign.masking.MaskingPolicyException.Mistake;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MediaKind;
import dev.countersign.quickstart.console.Console;
import dev.countersign.quickstart.home.BadUsage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One body, masked as a whole: all of it is shown, or, where it cannot be masked, nothing.
public final class MaskTrial {
  private static final String SECRET = "COUNTERSIGN_MASKING_SECRET";
  private static final int LISTED = 1000;
  private static final byte[] COLOUR = utf8("\u001b[1;35m");
  private static final byte[] DIM = utf8("\u001b[0;2m");
  private static final byte[] END = utf8("\u001b[0m");

  private final Console console;
  private final List<MaskingRule> rules = new ArrayList<>();
  private final List<String> places = new ArrayList<>();
  private MaskingKeys keys = MaskingKeys.none();

  /// @param console where counts and failures go
  public MaskTrial(Console console) {
    this.console = console;
  }

  /// The kind of that name; JSON where none is given.
  ///
  /// @throws BadUsage where there is no such kind
  public static MediaKind kind(Optional<String> name) {
    String wanted = name.orElse("json").toUpperCase(Locale.ROOT);
    return Arrays.stream(MediaKind.values())
        .filter(kind -> kind.name().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new BadUsage(
                "--kind: '"
                    + name.orElse("")
                    + "' (expected: one of "
                    + Arrays.toString(MediaKind.values()).toLowerCase(Locale.ROOT)
                    + ")"));
  }

  /// Takes the key of strategies that need one from the environment, where it is there.
  public MaskTrial key(Map<String, String> environment) {
    String secret = environment.get(SECRET);
    if (secret != null) {
      try {
        keys = MaskingKeys.of(secret.getBytes(StandardCharsets.UTF_8));
      } catch (IllegalArgumentException e) {
        throw new BadUsage(SECRET + ": " + e.getMessage());
      }
    }
    return this;
  }

  /// Adds the rules of a pack.
  public MaskTrial pack(String name) {
    if (!MaskingPacks.names().contains(name)) {
      throw new BadUsage("--pack: '" + name + "' (expected: one of " + MaskingPacks.names() + ")");
    }
    MaskingPacks.rules(name).forEach(rule -> add(rule, "pack " + name));
    return this;
  }

  /// Adds the rules of a file.
  public MaskTrial file(String name) throws IOException {
    RuleLines lines;
    try {
      lines = RuleLines.read(name, Files.readAllLines(Path.of(name)));
    } catch (NoSuchFileException e) {
      throw new BadUsage("--rules: no file " + name);
    }
    for (int i = 0; i < lines.rules().size(); i++) {
      add(lines.rules().get(i), lines.place(i));
    }
    return this;
  }

  private void add(MaskingRule rule, String place) {
    rules.add(rule);
    places.add(place);
  }

  /// Masks a body.
  ///
  /// @param coloured whether holes are coloured and followed by their rule, for people
  /// @return whether it could be masked
  public boolean run(MediaKind kind, InputStream in, OutputStream out, boolean coloured)
      throws IOException {
    MaskingPolicy policy = policy();
    try {
      Masked masked = policy.mask(kind, in.readAllBytes());
      if (coloured) {
        colour(masked, out);
      } else {
        out.write(masked.bytes());
      }
      out.flush();
      list(kind, masked);
      count(masked);
      return true;
    } catch (MaskingException e) {
      console.failed(e.getMessage() + " (expected: " + kind.name().toLowerCase(Locale.ROOT) + ")");
      return false;
    }
  }

  private MaskingPolicy policy() {
    try {
      return MaskingPolicy.compile(rules, MaskingLimits.defaults(), keys);
    } catch (MaskingPolicyException e) {
      throw new BadUsage(
          String.join("\n", e.mistakes().stream().map(this::told).toList())
              + (keys == MaskingKeys.none() ? "\n(a key comes from " + SECRET + ")" : ""));
    }
  }

  private String told(Mistake mistake) {
    return places.get(mistake.position()) + ": " + mistake.rule() + ": " + mistake.reason();
  }

  private void list(MediaKind kind, Masked masked) {
    HolePlaces holes = masked.report().places();
    BodyKind grammar = BodyKind.named(kind.name().toLowerCase(Locale.ROOT)).orElseThrow();
    HolePath[] paths = new HolePath[Math.min(holes.size(), LISTED)];
    HolePaths.name(
        grammar,
        masked.bytes(),
        new FirstHoles(holes, paths.length),
        (hole, path) -> paths[hole] = path);
    for (int i = 0; i < paths.length; i++) {
      console.line(
          "%s  %s, %s".formatted(shown(paths[i].toString()), holes.rule(i), holes.strategy(i)));
    }
    if (holes.size() > LISTED) {
      console.note("… and %,d more".formatted(holes.size() - LISTED));
    }
  }

  /// Names of a body may try to talk to the terminal.
  private static String shown(String path) {
    StringBuilder shown = new StringBuilder(path.length());
    path.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /// The first holes as spans.
  private record FirstHoles(HolePlaces places, int size) implements HoleSpans {
    @Override
    public long start(int hole) {
      return places.start(hole);
    }

    @Override
    public long end(int hole) {
      return places.end(hole);
    }
  }

  private void count(Masked masked) {
    masked
        .report()
        .holes()
        .forEach((rule, holes) -> console.line("%6d  %s".formatted(holes, rule)));
    if (masked.report().holes().isEmpty()) {
      console.note("nothing was hidden");
    }
  }

  private static void colour(Masked masked, OutputStream out) throws IOException {
    HolePlaces holes = masked.report().places();
    int done = 0;
    for (int i = 0; i < holes.size(); i++) {
      int start = (int) holes.start(i);
      int end = (int) holes.end(i);
      out.write(masked.bytes(), done, start - done);
      out.write(COLOUR);
      out.write(masked.bytes(), start, end - start);
      out.write(DIM);
      out.write(utf8(" ‹" + holes.rule(i) + ", " + holes.strategy(i) + "›"));
      out.write(END);
      done = end;
    }
    out.write(masked.bytes(), done, masked.bytes().length - done);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
