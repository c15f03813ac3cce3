package dev.countersign.masking;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Rules that ship with the product, by name; each pack is a data file beside this class.
///
/// A line is `<rule> detect <detector>`, `<rule> key <name>, <name> …` or `<rule> path <path>`.
public final class MaskingPacks {

  private static final List<String> NAMES = List.of("eu-ids", "pci", "phi", "pii", "secrets");

  private MaskingPacks() {}

  /// The names of the packs, sorted.
  public static List<String> names() {
    return NAMES;
  }

  /// The rules of a pack.
  ///
  /// @throws IllegalArgumentException where there is no such pack
  public static List<MaskingRule> rules(String pack) {
    if (!NAMES.contains(pack)) {
      throw new IllegalArgumentException("masking pack: " + pack + " (expected: " + NAMES + ")");
    }
    return read("packs/" + pack + ".rules")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .map(MaskingPacks::rule)
        .toList();
  }

  private static MaskingRule rule(String line) {
    String[] words = line.split("\\s+", 3);
    return switch (words[1]) {
      case "detect" -> MaskingRule.detect(words[0], Detector.named(words[2]).orElseThrow());
      case "path" -> MaskingRule.path(words[0], words[2]);
      case "key" ->
          new MaskingRule.Key(
              words[0], Arrays.asList(words[2].split(",\\s*")), MaskingStrategy.redact());
      default -> throw new IllegalStateException("masking pack line: " + line);
    };
  }

  private static String read(String resource) {
    try (InputStream in = MaskingPacks.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing from the jar: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
