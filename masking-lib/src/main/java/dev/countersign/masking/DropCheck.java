package dev.countersign.masking;

import dev.countersign.masking.path.JsonPath;
import java.util.List;
import java.util.Optional;

/// Finds what a policy must not have beside [MaskingStrategy.Drop]: elements move to the front
/// where others vanish, so an index would select another one the next time.
final class DropCheck {

  private DropCheck() {}

  /// What is wrong with a rule among all rules, where something is.
  static Optional<String> mistake(MaskingRule rule, List<MaskingRule> all) {
    boolean drops = rule.strategy() instanceof MaskingStrategy.Drop;
    if (rule instanceof MaskingRule.Detect(_, var detector, _) && drops) {
      return detector == Detector.PEM
          ? Optional.of("strategy: drop (expected: redact or fixed for private keys)")
          : Optional.empty();
    }
    if (!(rule instanceof MaskingRule.Path(_, String path, _)) || !hasIndex(path)) {
      return Optional.empty();
    }
    if (drops) {
      return Optional.of("path: an index, and drop (expected: no index, or another strategy)");
    }
    return all.stream()
        .map(other -> other instanceof MaskingRule.Scoped scoped ? scoped.rule() : other)
        .filter(DropCheck::dropsElements)
        .findFirst()
        .map(other ->
            "path: an index, where rule '"
                + other.name()
                + "' drops elements (expected: no index)");
  }

  private static boolean dropsElements(MaskingRule rule) {
    return rule instanceof MaskingRule.Path(_, String path, MaskingStrategy.Drop _)
        && steps(path).stream().reduce((_, last) -> last).map(DropCheck::takesAll).orElse(false);
  }

  private static boolean takesAll(JsonPath.Step step) {
    return step.name() == null;
  }

  private static boolean hasIndex(String path) {
    return steps(path).stream().anyMatch(step -> step.index() >= 0);
  }

  private static List<JsonPath.Step> steps(String path) {
    try {
      return JsonPath.parse(path).steps();
    } catch (IllegalArgumentException malformed) {
      return List.of(); // named where paths are checked
    }
  }
}
