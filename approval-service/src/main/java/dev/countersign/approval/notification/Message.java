package dev.countersign.approval.notification;

import dev.countersign.approval.request.Approval;
import dev.countersign.approval.request.ApprovalRequest;
import dev.countersign.approval.request.PlainText;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people are told: what waits, whose, where. No arguments, no reasons of callers: those are
/// shown to who may see them, at the link.
record Message(
    UUID delivery,
    String occasion,
    UUID approval,
    String state,
    String requester,
    @Nullable String actor,
    String connection,
    String function,
    @Nullable String risk,
    String reason,
    Instant decideBy,
    @Nullable Instant reviewBy,
    @Nullable String link) {

  static Message of(UUID delivery, Occasion occasion, Approval approval, @Nullable URI page) {
    ApprovalRequest request = approval.request();
    return new Message(
        delivery,
        occasion.wireName(),
        approval.id(),
        approval.state().wireName(),
        PlainText.of(request.requester().id()),
        request.subject() == null || request.actors().isEmpty()
            ? null
            : PlainText.of(request.actors().getFirst().id()),
        request.connection(),
        request.function(),
        request.risk(),
        request.reason(),
        request.decideBy(),
        request.reviewBy(),
        page == null ? null : page + approval.id().toString());
  }

  /// One line that says it.
  String line() {
    String by = actor == null ? requester : actor + " for " + requester;
    String what = connection + "/" + function;
    return switch (occasion) {
      case "requested" -> by + " asks for approval of " + what;
      case "glass" -> by + " broke the glass for " + what;
      case "overdue" -> "nobody has reviewed that " + by + " broke the glass for " + what;
      case "revoked" -> "an approval of " + what + " for " + by + " was revoked";
      default -> "a request of " + by + " for " + what + " is " + state;
    };
  }

  /// A few lines of plain text.
  String text() {
    StringBuilder text = new StringBuilder(line()).append('\n').append(reason).append('\n');
    if (risk != null) {
      text.append("risk: ").append(risk).append('\n');
    }
    text.append(reviewBy == null ? "decide by " + decideBy : "review by " + reviewBy).append('\n');
    return link == null ? text.toString() : text.append(link).append('\n').toString();
  }
}
