package dev.countersign.masking.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.Detector;
import dev.countersign.masking.MaskingKeys;
import dev.countersign.masking.MaskingLimits;
import dev.countersign.masking.MaskingPacks;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MaskingStrategy;
import java.util.ArrayList;
import java.util.List;

/// The policies under which bodies are fuzzed; each finds every secret of [Planted].
///
/// @param settles whether masking twice changes nothing
record FuzzPolicies(MaskingPolicy policy, boolean settles) {

  private static final MaskingKeys KEYS =
      MaskingKeys.of("a tenant's secret of 32 bytes or more".getBytes(UTF_8));
  private static final List<FuzzPolicies> ALL =
      List.of(
          of(packs(), MaskingLimits.defaults(), true),
          of(everyDetector(MaskingStrategy.keepLast(4)), MaskingLimits.defaults(), true),
          of(everyDetector(MaskingStrategy.fixed("***")), MaskingLimits.defaults(), true),
          of(everyDetector(MaskingStrategy.pseudonym()), MaskingLimits.defaults(), true),
          of(everyDetector(MaskingStrategy.truncate(4)), MaskingLimits.defaults(), true),
          of(packs(), new MaskingLimits(24, 160, 4, 2, 3), true),
          of(pathsAndPatterns(), MaskingLimits.defaults(), true),
          of(unsettled(), MaskingLimits.defaults(), false));

  /// One of them; any number chooses.
  static FuzzPolicies of(int number) {
    return ALL.get(Math.floorMod(number, ALL.size()));
  }

  private static FuzzPolicies of(List<MaskingRule> rules, MaskingLimits limits, boolean settles) {
    return new FuzzPolicies(MaskingPolicy.compile(rules, limits, KEYS), settles);
  }

  private static List<MaskingRule> packs() {
    return MaskingPacks.names().stream().flatMap(p -> MaskingPacks.rules(p).stream()).toList();
  }

  private static List<MaskingRule> everyDetector(MaskingStrategy strategy) {
    List<MaskingRule> rules = new ArrayList<>();
    rules.add(new MaskingRule.Key("name", List.of("password", "token", "cvv", "ssn"), strategy));
    for (Detector detector : Detector.values()) {
      boolean whole = detector == Detector.PEM && !(strategy instanceof MaskingStrategy.Fixed);
      MaskingStrategy its = whole ? MaskingStrategy.redact() : strategy;
      rules.add(new MaskingRule.Detect(detector.label(), detector, its));
    }
    return rules;
  }

  private static List<MaskingRule> pathsAndPatterns() {
    List<MaskingRule> rules = new ArrayList<>();
    rules.add(MaskingRule.path("one", "$.a[*].b"));
    rules.add(new MaskingRule.Path("two", "$..k", MaskingStrategy.keepLast(2)));
    rules.add(MaskingRule.path("three", "$.x.*[1]"));
    rules.add(new MaskingRule.Column("column", List.of("#2", "salary"), MaskingStrategy.redact()));
    rules.add(new MaskingRule.Pattern("order", "ORD-\\d{2,6}", MaskingStrategy.redact()));
    rules.add(new MaskingRule.Pattern("word", "\\bsecret\\b", MaskingStrategy.fixed("*-*")));
    rules.addAll(everyDetector(MaskingStrategy.redact()));
    return rules;
  }

  private static List<MaskingRule> unsettled() {
    List<MaskingRule> rules = new ArrayList<>();
    rules.add(new MaskingRule.Key("date", List.of("date", "a"), MaskingStrategy.dateShift(30)));
    rules.add(
        new MaskingRule.Key(
            "digits",
            List.of("id", "b"),
            MaskingStrategy.formatPreserving(MaskingStrategy.Format.DIGITS)));
    rules.add(
        new MaskingRule.Detect(
            "card", Detector.CARD, MaskingStrategy.formatPreserving(MaskingStrategy.Format.CARD)));
    rules.addAll(everyDetector(MaskingStrategy.redact()));
    return rules;
  }
}
