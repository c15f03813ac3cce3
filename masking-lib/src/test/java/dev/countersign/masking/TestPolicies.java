package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Policies and short cuts that the tests share.
final class TestPolicies {

  private TestPolicies() {}

  static MaskingPolicy policy(MaskingRule... rules) {
    return MaskingPolicy.compile(List.of(rules));
  }

  /// A policy of a tenant that has a key.
  static MaskingPolicy keyed(MaskingRule... rules) {
    return MaskingPolicy.compile(
        List.of(rules),
        MaskingLimits.defaults(),
        MaskingKeys.of("a tenant's secret of 32 bytes or more".getBytes(UTF_8)));
  }

  static MaskingPolicy packs(String... names) {
    List<MaskingRule> rules = new ArrayList<>();
    Arrays.stream(names).map(MaskingPacks::rules).forEach(rules::addAll);
    return MaskingPolicy.compile(rules);
  }

  static MaskingPolicy all() {
    return packs("pii", "pci", "secrets", "eu-ids");
  }

  /// A few names and every detector that the strategy goes with.
  static MaskingPolicy everyDetector(MaskingStrategy strategy) {
    List<MaskingRule> rules = new ArrayList<>();
    rules.add(new MaskingRule.Key("name", List.of("password", "token", "cvv", "ssn"), strategy));
    for (Detector detector : Detector.values()) {
      boolean whole =
          detector == Detector.PEM
              && !(strategy instanceof MaskingStrategy.Redact
                  || strategy instanceof MaskingStrategy.Fixed);
      rules.add(
          new MaskingRule.Detect(
              detector.label(), detector, whole ? MaskingStrategy.redact() : strategy));
    }
    return keyed(rules.toArray(MaskingRule[]::new));
  }

  static String mask(MaskingPolicy policy, MediaKind kind, String body) throws MaskingException {
    return new String(policy.mask(kind, body.getBytes(UTF_8)).bytes(), UTF_8);
  }

  static String json(MaskingPolicy policy, String body) throws MaskingException {
    return mask(policy, MediaKind.JSON, body);
  }

  static String text(MaskingPolicy policy, String body) throws MaskingException {
    return mask(policy, MediaKind.TEXT, body);
  }
}
