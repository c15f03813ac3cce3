package dev.countersign.approval.consumption;

import dev.countersign.approval.request.Approval;
import dev.countersign.approval.request.ApprovalRequest;
import dev.countersign.approval.request.ApprovalState;
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
    String subject,
    String issuer,
    List<Party> actors,
    String connection,
    String function,
    List<String> masking,
    Instant decideBy,
    @Nullable Instant useBy) {

  static Binding of(Approval approval) {
    ApprovalRequest request = approval.request();
    return new Binding(
        approval.id(),
        approval.state(),
        request.salt(),
        request.arguments(),
        request.policy(),
        request.subject().id(),
        request.subject().issuer(),
        request.actors(),
        request.connection(),
        request.function(),
        request.masking(),
        request.decideBy(),
        approval.useBy());
  }

  /// Leaves the salt out.
  @Override
  public String toString() {
    return "Binding[" + approval + "]";
  }
}
