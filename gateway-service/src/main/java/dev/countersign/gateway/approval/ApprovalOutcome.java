package dev.countersign.gateway.approval;

import dev.countersign.gateway.access.CanonicalRequest.Header;
import dev.countersign.gateway.access.Commitment;
import dev.countersign.gateway.access.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /// A call has used the approval, and what it was answered is given again; nothing runs.
  ///
  /// @param call the one that used it
  /// @param receipt the receipt of that call
  record Repeated(String approval, String call, String receipt, Told told)
      implements ApprovalOutcome {

    /// What that call was answered.
    public sealed interface Told {}

    /// The answer of its upstream, masked as it was then.
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Answer(
        int status, @Nullable String contentType, List<Header> headers, byte[] body)
        implements Told {}

    /// Why there was none.
    public record Failure(Problem problem) implements Told {}
  }

  /// The caller went away while the call was held; what was asked is taken back.
  record Abandoned(String approval) implements ApprovalOutcome {}
}
