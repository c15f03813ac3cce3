package dev.countersign.gateway.config;

import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingRule;
import java.util.List;

/// What is hidden in the data of a connection. Immutable, compiled.
///
/// @param names packs and rules in the order of the file; cited in records
public record Masking(List<String> names, List<MaskingRule> rules, MaskingPolicy policy) {
  public static final Masking NONE = of(List.of(), List.of());

  public Masking {
    names = List.copyOf(names);
    rules = List.copyOf(rules);
  }

  /// Compiles rules.
  ///
  /// @throws dev.countersign.masking.MaskingPolicyException with every bad rule
  public static Masking of(List<String> names, List<MaskingRule> rules) {
    return new Masking(names, rules, MaskingPolicy.compile(rules));
  }

  /// Whether nothing is hidden.
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /// The names in one line, for example `pii,secrets`; `none` where nothing is hidden.
  public String text() {
    return isEmpty() ? "none" : String.join(",", names);
  }
}
