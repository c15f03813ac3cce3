package dev.countersign.masking;

import java.util.Set;

/// What is known of a call when one of its bodies is masked: by it, rules apply or not.
///
/// @param direction where the body goes
/// @param function the function that is called
/// @param groups the groups of whoever calls; empty where they are not known
public record MaskingContext(Direction direction, String function, Set<String> groups) {

  /// Where a body goes.
  public enum Direction {
    /// To the upstream.
    REQUEST,
    /// To the caller.
    RESPONSE
  }

  public MaskingContext {
    groups = Set.copyOf(groups);
  }
}
