package dev.countersign.gateway.approval;

import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.Digest;
import dev.countersign.gateway.access.ViewForCleared;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What the policy wants before a call goes on.
///
/// @param policy digest of the configuration in force
/// @param reason the operator's words to those who decide
/// @param masking what the call is masked by
/// @param from groups whose members may decide
/// @param justification why the caller calls, in its own words
/// @param terms what is asked beyond a number of people
/// @param answerWithin how long the call may take once it goes on
/// @param shown the masked canonical arguments, for the reviewers
/// @param cleared the same as reviewers with clearances may see it; made when people are asked
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Demand(
    Digest policy,
    List<String> rules,
    @Nullable String risk,
    String reason,
    List<String> masking,
    List<String> from,
    int quorum,
    Duration decideWithin,
    Duration useWithin,
    Duration answerWithin,
    byte[] shown,
    Supplier<List<ViewForCleared>> cleared,
    @Nullable String justification,
    ApprovalTerms terms) {
  public Demand {
    rules = List.copyOf(rules);
    masking = List.copyOf(masking);
    from = List.copyOf(from);
  }

  /// Whether the caller goes first and is reviewed afterwards.
  boolean breaksGlass() {
    return terms.glass() != null;
  }
}
