package dev.countersign.masking;

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
    };
  }
}
