package dev.countersign.quickstart.mask;

import dev.countersign.masking.Detector;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MaskingStrategy;
import dev.countersign.masking.MaskingStrategy.Format;
import dev.countersign.quickstart.home.BadUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Masking rules as lines of a file: `<name> <what> <value> [-> <strategy> [<value>]]`.
///
/// `what` is `key`, `column` or `field` with names between commas, `path`, `detect` or `pattern`.
/// Empty lines and lines that begin with `#` say nothing.
final class RuleLines {
  private static final String EXPECTED =
      "<name> key|path|detect|pattern|column|field <value> [-> <strategy>]";
  private static final String STRATEGIES =
      "redact, drop, pseudonym, fixed TEXT, keep-last N, truncate N, date-shift DAYS,"
          + " format-preserving card|digits";

  private final String file;
  private final List<Integer> numbers = new ArrayList<>();
  private final List<MaskingRule> rules = new ArrayList<>();
  private int number;

  private RuleLines(String file) {
    this.file = file;
  }

  /// Reads a file's lines.
  ///
  /// @throws BadUsage with file, line and what was expected
  static RuleLines read(String file, List<String> lines) {
    RuleLines read = new RuleLines(file);
    for (String line : lines) {
      read.number++;
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        read.rules.add(read.rule(text));
        read.numbers.add(read.number);
      }
    }
    return read;
  }

  List<MaskingRule> rules() {
    return rules;
  }

  /// Where a rule stands.
  String place(int rule) {
    return file + ":" + numbers.get(rule);
  }

  private MaskingRule rule(String line) {
    int arrow = line.lastIndexOf(" -> ");
    String[] words = (arrow < 0 ? line : line.substring(0, arrow)).strip().split("\\s+", 3);
    if (words.length < 3) {
      throw wrong("'" + line + "'", EXPECTED);
    }
    MaskingStrategy strategy =
        arrow < 0 ? MaskingStrategy.redact() : strategy(line.substring(arrow + 4).strip());
    List<String> names = Arrays.asList(words[2].split("\\s*,\\s*"));
    return switch (words[1]) {
      case "key" -> new MaskingRule.Key(words[0], names, strategy);
      case "column" -> new MaskingRule.Column(words[0], names, strategy);
      case "field" -> new MaskingRule.Field(words[0], names, strategy);
      case "path" -> new MaskingRule.Path(words[0], words[2], strategy);
      case "pattern" -> new MaskingRule.Pattern(words[0], words[2], strategy);
      case "detect" -> new MaskingRule.Detect(words[0], detector(words[2]), strategy);
      default -> throw wrong("'" + words[1] + "'", EXPECTED);
    };
  }

  private Detector detector(String name) {
    String known =
        String.join(", ", Arrays.stream(Detector.values()).map(Detector::label).toList());
    return Detector.named(name).orElseThrow(() -> wrong("'" + name + "'", "one of " + known));
  }

  private MaskingStrategy strategy(String text) {
    int space = text.indexOf(' ');
    String name = space < 0 ? text : text.substring(0, space);
    String value = space < 0 ? "" : text.substring(space + 1).strip();
    return switch (name) {
      case "redact" -> MaskingStrategy.redact();
      case "drop" -> MaskingStrategy.drop();
      case "pseudonym" -> MaskingStrategy.pseudonym();
      case "fixed" -> MaskingStrategy.fixed(value);
      case "keep-last" -> MaskingStrategy.keepLast(count(value));
      case "truncate" -> MaskingStrategy.truncate(count(value));
      case "date-shift" -> MaskingStrategy.dateShift(count(value));
      case "format-preserving" -> {
        Optional<Format> format = Format.named(value);
        yield MaskingStrategy.formatPreserving(
            format.orElseThrow(() -> wrong("'" + text + "'", STRATEGIES)));
      }
      default -> throw wrong("'" + text + "'", STRATEGIES);
    };
  }

  private int count(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw wrong("'" + text + "'", "a whole number");
    }
  }

  private BadUsage wrong(String what, String expected) {
    return new BadUsage(file + ":" + number + ": " + what + " (expected: " + expected + ")");
  }
}
