package dev.countersign.gateway.config;

import dev.countersign.gateway.config.expression.Expression;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Says which calls wait for people, for whom, how many and how long.
///
/// @param functions names of functions, globs resolved
/// @param when applies when it is true; the call is refused when it cannot be evaluated
/// @param from groups whose members may decide
/// @param quorum how many distinct people must approve
/// @param reason the operator's words to those who decide
public record ApprovalRule(
    String name,
    Set<String> functions,
    Expression when,
    List<String> from,
    int quorum,
    Duration decideWithin,
    Duration useWithin,
    @Nullable String reason,
    ApprovalOptions options) {
  public ApprovalRule {
    functions = Set.copyOf(functions);
    from = List.copyOf(from);
  }

  /// A rule without options.
  public ApprovalRule(
      String name,
      Set<String> functions,
      Expression when,
      List<String> from,
      int quorum,
      Duration decideWithin,
      Duration useWithin,
      @Nullable String reason) {
    this(
        name, functions, when, from, quorum, decideWithin, useWithin, reason, ApprovalOptions.NONE);
  }
}
