package dev.countersign.masking;

import java.util.List;
import java.util.stream.Collectors;

/// Lists every mistake of a masking policy, so that one look mends them all.
public final class MaskingPolicyException extends RuntimeException {

  /// One bad rule.
  ///
  /// @param position the rule's place in the list, from 0
  /// @param rule the rule's name as it was given
  /// @param reason what is wrong and what was expected
  public record Mistake(int position, String rule, String reason) {
    @Override
    public String toString() {
      return "rule " + position + " (" + rule + "): " + reason;
    }
  }

  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  MaskingPolicyException(List<Mistake> mistakes) {
    super(
        mistakes.stream()
            .map(Mistake::toString)
            .collect(Collectors.joining("; ", "masking policy: ", "")));
    this.mistakes = List.copyOf(mistakes);
  }

  public List<Mistake> mistakes() {
    return mistakes;
  }
}
