package dev.countersign.gateway.config;

import dev.countersign.masking.MaskingContext.Direction;
import dev.countersign.masking.MaskingKeys;
import dev.countersign.masking.MaskingLimits;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is hidden in the data of a connection. Immutable, compiled.
///
/// @param names packs and rules in the order of the file; cited in records
/// @param keys of the strategies that need one
public record Masking(
    List<String> names, List<MaskingRule> rules, MaskingKeys keys, MaskingPolicy policy) {
  public static final Masking NONE = of(List.of(), List.of(), MaskingKeys.none());

  public Masking {
    names = List.copyOf(names);
    rules = List.copyOf(rules);
  }

  /// Compiles rules, with the keys that some of their strategies need.
  ///
  /// @throws dev.countersign.masking.MaskingPolicyException with every bad rule
  public static Masking of(List<String> names, List<MaskingRule> rules, MaskingKeys keys) {
    MaskingPolicy policy = MaskingPolicy.compile(rules, MaskingLimits.defaults(), keys);
    return new Masking(names, rules, keys, policy);
  }

  /// These rules behind others, which are the stronger; with the keys of these.
  Masking behind(List<Masking> others) {
    List<String> allNames = new ArrayList<>(names);
    List<MaskingRule> allRules = new ArrayList<>();
    for (Masking other : others) {
      other.names.stream().filter(name -> !allNames.contains(name)).forEach(allNames::add);
      allRules.addAll(other.rules);
    }
    allRules.addAll(rules);
    return of(allNames, allRules, keys);
  }

  /// Whether nothing is hidden.
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /// The clearances by which somebody sees what others do not, in the order of the rules.
  public List<Set<String>> clearances() {
    return rules.stream()
        .filter(MaskingRule.Scoped.class::isInstance)
        .map(rule -> ((MaskingRule.Scoped) rule).scope().exceptGroups())
        .filter(groups -> !groups.isEmpty())
        .distinct()
        .toList();
  }

  /// Whether something is hidden from the upstream.
  public boolean hidesFromUpstream() {
    return rules.stream()
        .anyMatch(rule ->
            !(rule instanceof MaskingRule.Scoped scoped)
                || scoped.scope().directions().contains(Direction.REQUEST));
  }

  /// The names in one line, for example `pii,secrets`; `none` where nothing is hidden.
  public String text() {
    return isEmpty() ? "none" : String.join(",", names);
  }
}
