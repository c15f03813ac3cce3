package dev.countersign.gateway.approval;

import dev.countersign.gateway.access.Commitment;
import dev.countersign.gateway.access.Problem;
import java.time.Duration;
import java.util.Optional;

/// What asking for an approval came to.
public sealed interface ApprovalOutcome {

  /// The approval was used up for this call, which may now go on.
  ///
  /// @param arguments the commitment that was approved; the intent names the same one
  record Used(String approval, Commitment arguments) implements ApprovalOutcome {}

  /// Nobody has decided yet.
  record Pending(String approval, ApprovalState state, Duration retryAfter)
      implements ApprovalOutcome {}

  /// There is no approval for this call.
  record Refused(Optional<String> approval, Problem problem) implements ApprovalOutcome {}

  /// The caller went away while the call was held; what was asked is taken back.
  record Abandoned(String approval) implements ApprovalOutcome {}
}
