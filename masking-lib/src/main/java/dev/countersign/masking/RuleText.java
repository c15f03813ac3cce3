package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.commit.PolicyDigest;
import dev.countersign.masking.commit.RuleDefinition;
import dev.countersign.masking.detect.MemberName;
import java.util.ArrayList;
import java.util.List;

/// How rules are named where people and proofs read them.
final class RuleText {

  private RuleText() {}

  /// A strategy's name as an operator writes it, without what it is given.
  static String strategy(MaskingStrategy strategy) {
    return switch (strategy) {
      case MaskingStrategy.Redact _ -> "redact";
      case MaskingStrategy.Fixed _ -> "fixed";
      case MaskingStrategy.KeepLast _ -> "keep-last";
      case MaskingStrategy.Truncate _ -> "truncate";
      case MaskingStrategy.Pseudonym _ -> "pseudonym";
      case MaskingStrategy.DateShift _ -> "date-shift";
      case MaskingStrategy.FormatPreserving _ -> "format-preserving";
      case MaskingStrategy.Drop _ -> "drop";
    };
  }

  /// What the rules are, in order; of keys nothing.
  static PolicyDigest digest(List<MaskingRule> rules) {
    return PolicyDigest.of(rules.stream().map(RuleText::definition).toList());
  }

  private static RuleDefinition definition(MaskingRule rule) {
    List<String> parts = new ArrayList<>();
    switch (rule) {
      case MaskingRule.Key key -> {
        parts.add("key");
        key.keys().forEach(name -> parts.add(new String(MemberName.normal(name), UTF_8)));
      }
      case MaskingRule.Path path -> parts.addAll(List.of("path", path.path()));
      case MaskingRule.Detect detect -> parts.addAll(List.of("detect", detect.detector().label()));
      case MaskingRule.Pattern pattern -> parts.addAll(List.of("pattern", pattern.pattern()));
      case MaskingRule.Column column -> {
        parts.add("column");
        parts.addAll(column.columns());
      }
      case MaskingRule.Field field -> {
        parts.add("field");
        parts.addAll(field.fields());
      }
      case MaskingRule.Scoped _ -> throw new IllegalArgumentException("a scope");
    }
    String strategy = strategy(rule.strategy());
    parts.add(strategy);
    switch (rule.strategy()) {
      case MaskingStrategy.Redact _, MaskingStrategy.Pseudonym _, MaskingStrategy.Drop _ -> {}
      case MaskingStrategy.Fixed(String text) -> parts.add(text);
      case MaskingStrategy.KeepLast(int characters) -> parts.add(Integer.toString(characters));
      case MaskingStrategy.Truncate(int characters) -> parts.add(Integer.toString(characters));
      case MaskingStrategy.DateShift(int days) -> parts.add(Integer.toString(days));
      case MaskingStrategy.FormatPreserving(var format) -> parts.add(format.label());
    }
    return new RuleDefinition(rule.name(), strategy, parts);
  }
}
