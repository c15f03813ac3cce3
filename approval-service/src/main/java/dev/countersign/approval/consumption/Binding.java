package dev.countersign.approval.consumption;

import dev.countersign.approval.request.Approval;
import dev.countersign.approval.request.ApprovalRequest;
import dev.countersign.approval.request.ApprovalState;
import dev.countersign.approval.request.Consumption;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an approval binds, with the salt that opens its commitment: for gateways only.
@Schema(name = "Binding")
record Binding(
    UUID approval,
    ApprovalState state,
    String salt,
    @Schema(type = "string") Digest arguments,
    @Schema(type = "string") Digest policy,
    @Nullable String subject,
    @Nullable String issuer,
    List<Party> actors,
    String connection,
    String function,
    List<String> masking,
    Instant decideBy,
    @Nullable Instant useBy,
    boolean brokenGlass,
    @Nullable UUID consumedBy,
    @Nullable Instant consumedAt,
    @Schema(description = "Until when it is kept how the call ends that used it.")
        @Nullable Instant outcomeUntil,
    @Nullable UseOutcome outcome) {

  static Binding of(Approval approval) {
    return of(approval, null, null);
  }

  static Binding of(
      Approval approval, @Nullable Instant outcomeUntil, @Nullable UseOutcome outcome) {
    ApprovalRequest request = approval.request();
    Consumption use = approval.consumption();
    return new Binding(
        approval.id(),
        approval.state(),
        request.salt(),
        request.arguments(),
        request.policy(),
        request.subject() == null ? null : request.subject().id(),
        request.subject() == null ? null : request.subject().issuer(),
        request.actors(),
        request.connection(),
        request.function(),
        request.masking(),
        request.decideBy(),
        approval.useBy(),
        request.breaksGlass(),
        use == null ? null : use.call(),
        use == null ? null : use.at(),
        outcomeUntil,
        outcome);
  }

  /// Leaves the salt out.
  @Override
  public String toString() {
    return "Binding[" + approval + "]";
  }
}
