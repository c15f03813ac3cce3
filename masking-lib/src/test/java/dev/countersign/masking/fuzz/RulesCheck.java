package dev.countersign.masking.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.Detector;
import dev.countersign.masking.MaskingKeys;
import dev.countersign.masking.MaskingLimits;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingPolicyException;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MaskingStrategy;
import dev.countersign.masking.MediaKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What holds for any rules: they compile or are refused with their mistakes; those that compile
/// mask text and JSON as any others do, and a pattern finds what RE2/J finds.
///
/// Of the lines of an input each but the last is a rule: a letter for what it takes, one for its
/// strategy, a name if a tab follows it, and the rest. The last line is the body.
final class RulesCheck {

  private static final MaskingKeys KEYS = MaskingKeys.of(new byte[32]);
  private static final int MAX_RULES = 6;
  private static final int SHORTEST = 2;

  private RulesCheck() {}

  static void check(byte[] input) {
    String[] lines = new String(input, UTF_8).split("\n", -1);
    byte[] body = lines[lines.length - 1].getBytes(UTF_8);
    List<MaskingRule> rules = new ArrayList<>();
    boolean settles = true;
    for (String line : Arrays.copyOf(lines, Math.min(lines.length - 1, MAX_RULES))) {
      if (line.length() >= SHORTEST) {
        MaskingRule rule = rule(line);
        rules.add(rule);
        settles &= !isUnsettled(rule.strategy());
      }
    }
    MaskingPolicy policy;
    try {
      policy = MaskingPolicy.compile(rules, MaskingLimits.defaults(), KEYS);
    } catch (MaskingPolicyException refused) {
      return;
    }
    rules.forEach(rule -> PatternCheck.check(rule, body));
    FuzzPolicies chosen = new FuzzPolicies(policy, settles);
    int[] cuts = {body.length / 3, body.length / 2};
    for (MediaKind kind : List.of(MediaKind.TEXT, MediaKind.JSON, MediaKind.CSV)) {
      BodyCheck.check(kind, new FuzzInput(0, List.of(), body, cuts), chosen);
    }
  }

  private static boolean isUnsettled(MaskingStrategy strategy) {
    return strategy instanceof MaskingStrategy.DateShift
        || strategy instanceof MaskingStrategy.FormatPreserving;
  }

  private static MaskingRule rule(String line) {
    int tab = line.indexOf('\t');
    String name = tab < 0 ? "r" : line.substring(SHORTEST, Math.max(tab, SHORTEST));
    String value = line.substring(Math.max(tab + 1, SHORTEST));
    MaskingStrategy strategy = strategy(line.charAt(1), value);
    return switch (line.charAt(0)) {
      case 'k' -> new MaskingRule.Key(name, List.of(value.split(",", -1)), strategy);
      case 'p' -> new MaskingRule.Path(name, value, strategy);
      case 'c' -> new MaskingRule.Column(name, List.of(value.split(",", -1)), strategy);
      case 'f' -> new MaskingRule.Field(name, List.of(value.split(",", -1)), strategy);
      case 'd' -> new MaskingRule.Detect(name, Detector.values()[value.length() % 29], strategy);
      default -> new MaskingRule.Pattern(name, value, strategy);
    };
  }

  private static MaskingStrategy strategy(char letter, String value) {
    return switch (letter) {
      case 'f' -> MaskingStrategy.fixed(value.substring(0, Math.min(value.length(), 3)));
      case 'l' -> MaskingStrategy.keepLast(value.length() % 10);
      case 't' -> MaskingStrategy.truncate(value.length() % 10);
      case 'p' -> MaskingStrategy.pseudonym();
      case 'd' -> MaskingStrategy.dateShift(value.length());
      case 'c' -> MaskingStrategy.formatPreserving(MaskingStrategy.Format.CARD);
      case 'n' -> MaskingStrategy.formatPreserving(MaskingStrategy.Format.DIGITS);
      case '*' -> MaskingStrategy.fixed("***");
      default -> MaskingStrategy.redact();
    };
  }
}
