package dev.countersign.approval.consumption;

import dev.countersign.approval.request.ApprovalRequest;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The call for which a gateway wants to use an approval.
///
/// Everything but `call` and `consumer` must be what was approved; `masking` and `actors` as far as
/// the gateway names them. `call` is the call about to happen, which after a retry is another one
/// than the call that asked.
record Use(
    @NotNull UUID call,
    @NotNull @Schema(type = "string") Digest arguments,
    @NotNull @Schema(type = "string") Digest policy,
    @Nullable String subject,
    @Nullable String issuer,
    @Nullable List<Actor> actors,
    @NotBlank String connection,
    @NotBlank String function,
    @Nullable List<String> masking,
    @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9-]{0,62}") String consumer) {

  /// One actor of the call; checked against the approval where the gateway names them.
  record Actor(@NotBlank String id, @NotBlank String issuer) {
    static Actor of(Party party) {
      return new Actor(party.id(), party.issuer());
    }
  }

  boolean isFor(ApprovalRequest request) {
    return arguments.equals(request.arguments())
        && policy.equals(request.policy())
        && isOf(request.subject())
        && (masking == null || masking.equals(request.masking()))
        && (actors == null || actors.equals(request.actors().stream().map(Actor::of).toList()))
        && connection.equals(request.connection())
        && function.equals(request.function());
  }

  private boolean isOf(@Nullable Party approved) {
    return approved == null
        ? subject == null
        : approved.id().equals(subject) && approved.issuer().equals(issuer);
  }
}
