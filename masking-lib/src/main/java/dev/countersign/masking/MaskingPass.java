package dev.countersign.masking;

/// What all engines of one session share.
record MaskingPass(CompiledRules rules, MaskingLimits limits, Tally tally, Detection detection) {

  static MaskingPass of(CompiledRules rules, MaskingLimits limits) {
    Tally tally = new Tally(rules);
    return new MaskingPass(rules, limits, tally, new Detection(rules, tally));
  }

  Replacement replacement(int rule) {
    tally.hole(rule);
    return rules.replacement(rule);
  }
}
