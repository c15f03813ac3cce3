package dev.countersign.masking;

import dev.countersign.masking.replace.Replacement;

/// What all engines of one session share.
record MaskingPass(
    CompiledRules rules,
    MaskingLimits limits,
    Tally tally,
    Detection detection,
    Replacements replacements,
    Members members) {

  static MaskingPass of(CompiledRules rules, MaskingLimits limits) {
    Tally tally = new Tally(rules);
    Replacements replacements = rules.replacements();
    Detection detection = new Detection(rules, replacements);
    return new MaskingPass(rules, limits, tally, detection, replacements, Members.none());
  }

  /// Makes ready for another body.
  void renew() {
    tally.clear();
    detection.renew();
    members.renew();
  }

  /// The same, of which nobody counts what it hides.
  MaskingPass uncounted() {
    return new MaskingPass(rules, limits, new Tally(rules), detection, replacements, members);
  }

  Replacement replacement(int rule) {
    tally.hole(rule);
    return replacements.of(rule);
  }
}
