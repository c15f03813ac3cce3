package dev.countersign.gateway.config;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A connection's masking, and what becomes of it when guardrails ask for more. Thread-safe.
///
/// Each combination is compiled when it is first asked for and kept; the loader bounds how many
/// guardrails can ask, and so how many combinations there are.
public final class MaskingChoices {
  private final Masking masking;
  private final Map<List<String>, MaskingChoices> more = new ConcurrentHashMap<>();

  public MaskingChoices(Masking masking) {
    this.masking = masking;
  }

  /// The masking of this choice.
  public Masking masking() {
    return masking;
  }

  /// The choice that has others in front, which are the stronger rules.
  ///
  /// @param guardrails whose they are, in their order
  MaskingChoices with(List<String> guardrails, List<Masking> others) {
    return more.computeIfAbsent(
        List.copyOf(guardrails), _ -> new MaskingChoices(masking.behind(others)));
  }
}
