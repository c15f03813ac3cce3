package dev.countersign.approval.request;

import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An approval as people and programs read it over REST. Texts that a caller controls are data,
/// with what is invisible in them made visible: a page that presents them must escape them.
@Schema(name = "Approval")
public record ApprovalJson(
    UUID id,
    ApprovalState state,
    UUID call,
    String session,
    @Nullable Party subject,
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
    @Nullable Instant consumedAt,
    List<String> masking,
    @Nullable String justification,
    @Nullable ApprovalTerms terms,
    @Schema(description = "Until when a broken glass is to be reviewed, while it is not.")
        @Nullable Instant reviewBy,
    List<ActJson> acts,
    @Schema(
            type = "string",
            description = "Commitment to what `shown` shows to people with a clearance.")
        @Nullable Digest view) {

  /// Something that somebody did beside deciding.
  @Schema(name = "Act")
  public record ActJson(
      @Schema(type = "string") Act.Kind kind,
      String subject,
      String issuer,
      @Nullable String text,
      Instant at) {
    static ActJson of(Act act) {
      String text = act.text();
      return new ActJson(
          act.kind(),
          act.by().id(),
          act.by().issuer(),
          text == null ? null : PlainText.of(text),
          act.at());
    }
  }

  /// One review as it is shown.
  @Schema(name = "Review")
  public record ReviewJson(
      String subject, String issuer, Verdict verdict, @Nullable String comment, Instant at) {
    static ReviewJson of(Review review) {
      return new ReviewJson(
          review.reviewer().id(),
          review.reviewer().issuer(),
          review.verdict(),
          review.comment() == null ? null : PlainText.of(review.comment()),
          review.at());
    }
  }

  static ApprovalJson of(Approval approval, JsonNode shown, @Nullable Digest view) {
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
        PlainText.of(request.operation()),
        PlainText.of(shown),
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
        use == null ? null : use.at(),
        request.masking(),
        request.justification() == null ? null : PlainText.of(request.justification()),
        request.terms(),
        approval.glassReview().isPresent() ? null : request.reviewBy(),
        approval.acts().stream().map(ActJson::of).toList(),
        view);
  }
}
