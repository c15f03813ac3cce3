package dev.countersign.gateway.approval;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an approval binds, as the approval-service keeps it.
///
/// @param brokenGlass whether the call went first, to be reviewed afterwards
/// @param consumedBy the call that used it
/// @param consumedAt when it did
/// @param outcomeUntil until when it is kept how that call ended
/// @param outcome how it ended, where that is known
record Binding(
    String approval,
    ApprovalState state,
    String salt,
    String arguments,
    String policy,
    @Nullable String subject,
    @Nullable String issuer,
    List<Party> actors,
    String connection,
    String function,
    List<String> masking,
    Instant decideBy,
    @Nullable Instant useBy,
    @Nullable Boolean brokenGlass,
    @Nullable String consumedBy,
    @Nullable Instant consumedAt,
    @Nullable Instant outcomeUntil,
    @Nullable UseOutcome outcome) {

  Digest argumentsDigest() {
    return Digest.parse(arguments);
  }

  /// Leaves the salt out.
  @Override
  public String toString() {
    return "Binding[" + approval + "]";
  }
}
