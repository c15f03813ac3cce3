package dev.countersign.masking;

import dev.countersign.masking.MaskingContext.Direction;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// Where a rule applies. All of its parts must hold.
///
/// @param directions the ways of a body; at least one
/// @param functions names of functions; empty: every one
/// @param exceptGroups the clearance: callers in one of these groups see what the rule hides
public record MaskingScope(
    Set<Direction> directions, Set<String> functions, Set<String> exceptGroups) {

  private static final MaskingScope EVERYWHERE =
      new MaskingScope(EnumSet.allOf(Direction.class), Set.of(), Set.of());

  public MaskingScope {
    directions = Set.copyOf(directions);
    functions = Set.copyOf(functions);
    exceptGroups = Set.copyOf(exceptGroups);
  }

  /// In both directions, for every function and every caller.
  public static MaskingScope everywhere() {
    return EVERYWHERE;
  }

  /// The same, in these directions alone.
  public MaskingScope in(Direction... only) {
    return new MaskingScope(Set.of(only), functions, exceptGroups);
  }

  /// The same, for these functions alone.
  public MaskingScope of(String... only) {
    return new MaskingScope(directions, Set.of(only), exceptGroups);
  }

  /// The same, but not for callers in one of these groups.
  public MaskingScope notFor(String... groups) {
    return new MaskingScope(directions, functions, Set.of(groups));
  }

  boolean holds(MaskingContext context) {
    return directions.contains(context.direction())
        && (functions.isEmpty() || functions.contains(context.function()))
        && (exceptGroups.isEmpty() || Collections.disjoint(exceptGroups, context.groups()));
  }
}
