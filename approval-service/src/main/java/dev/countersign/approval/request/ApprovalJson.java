package dev.countersign.approval.request;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An approval as people and programs read it over REST. `shown` is data: a page that presents it
/// must escape it.
@Schema(name = "Approval")
public record ApprovalJson(
    UUID id,
    ApprovalState state,
    UUID call,
    String session,
    Party subject,
    List<Party> actors,
    String connection,
    String function,
    String operation,
    @Schema(description = "The masked arguments, as data.", type = "object") JsonNode shown,
    @Schema(type = "string", description = "Salted commitment to the exact arguments.")
        Digest arguments,
    @Schema(type = "string", description = "Digest of the policy that asked.") Digest policy,
    List<String> rules,
    @Nullable String risk,
    String reason,
    List<String> from,
    int quorum,
    List<ReviewJson> reviews,
    Instant requestedAt,
    Instant decideBy,
    @Nullable Instant useBy,
    @Nullable Instant decidedAt,
    @Nullable Instant consumedAt) {

  /// One review as it is shown.
  @Schema(name = "Review")
  public record ReviewJson(
      String subject, String issuer, Verdict verdict, @Nullable String comment, Instant at) {
    static ReviewJson of(Review review) {
      return new ReviewJson(
          review.reviewer().id(),
          review.reviewer().issuer(),
          review.verdict(),
          review.comment(),
          review.at());
    }
  }

  public static ApprovalJson of(Approval approval) {
    ApprovalRequest request = approval.request();
    Consumption use = approval.consumption();
    return new ApprovalJson(
        approval.id(),
        approval.state(),
        request.call(),
        request.session(),
        request.subject(),
        request.actors(),
        request.connection(),
        request.function(),
        request.operation(),
        request.shown(),
        request.arguments(),
        request.policy(),
        request.rules(),
        request.risk(),
        request.reason(),
        request.from(),
        request.quorum(),
        approval.reviews().stream().map(ReviewJson::of).toList(),
        request.at(),
        request.decideBy(),
        approval.useBy(),
        approval.decidedAt(),
        use == null ? null : use.at());
  }
}
