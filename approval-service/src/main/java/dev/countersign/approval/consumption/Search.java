package dev.countersign.approval.consumption;

import dev.countersign.approval.consumption.Use.Actor;
import dev.countersign.approval.request.ApprovalRequest;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The call for which a gateway looks for an approval that was asked for before. What it does not
/// name are the arguments: only a gateway has both them and the salt.
record Search(
    @Nullable String subject,
    @Nullable String issuer,
    @NotNull List<@Valid Actor> actors,
    @NotBlank String connection,
    @NotBlank String function,
    @NotNull @Schema(type = "string") Digest policy,
    @NotNull List<String> masking) {

  /// Who asks; a subject has an issuer, and a call without subject an actor.
  Party requester() {
    return subject != null && issuer != null
        ? Party.actor(subject, issuer, null)
        : Party.actor(actors.getFirst().id(), actors.getFirst().issuer(), null);
  }

  @AssertTrue(message = "names nobody")
  boolean isOfSomebody() {
    return subject == null ? issuer == null && !actors.isEmpty() : issuer != null;
  }

  boolean fits(ApprovalRequest request) {
    Party asked = request.subject();
    boolean sameSubject =
        asked == null ? subject == null : subject != null && requester().isSameAs(asked);
    return sameSubject
        && actors.equals(request.actors().stream().map(Actor::of).toList())
        && connection.equals(request.connection())
        && function.equals(request.function())
        && policy.equals(request.policy())
        && masking.equals(request.masking());
  }
}
