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
    @Nullable String consumedBy) {

  Digest argumentsDigest() {
    return Digest.parse(arguments);
  }

  /// Leaves the salt out.
  @Override
  public String toString() {
    return "Binding[" + approval + "]";
  }
}
