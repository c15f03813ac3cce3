package dev.countersign.audit.log;

import dev.countersign.evidence.record.ApprovalBody;
import dev.countersign.evidence.record.KeepingBody;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a record can be searched for. Derived from its body, never shown in its place.
public record RecordColumns(
    @Nullable String call,
    @Nullable String session,
    @Nullable Party subject,
    @Nullable String actor,
    @Nullable String connection,
    @Nullable String function,
    @Nullable String approval,
    @Nullable String risk,
    @Nullable String reason,
    @Nullable String status,
    @Nullable Instant deadline,
    @Nullable List<String> approvers) {

  public static RecordColumns of(RecordBody body) {
    return switch (body) {
      case RecordBody.CallIntent intent ->
          new RecordColumns(
              intent.call(),
              intent.session(),
              intent.subject(),
              actor(intent.actors()),
              intent.connection(),
              intent.function(),
              intent.approval(),
              intent.decision().risk(),
              null,
              null,
              intent.deadline(),
              null);
      case RecordBody.CallRefused refused ->
          new RecordColumns(
              refused.call(),
              refused.session(),
              refused.subject(),
              actor(refused.actors()),
              refused.connection(),
              refused.function(),
              refused.approval(),
              null,
              refused.reason(),
              null,
              null,
              null);
      case RecordBody.CallOutcome outcome ->
          new RecordColumns(
              outcome.call(),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              outcome.failure(),
              outcome.status().wireName(),
              null,
              null);
      case RecordBody.ApprovalRequested requested ->
          new RecordColumns(
              requested.call(),
              requested.session(),
              requested.subject(),
              actor(requested.actors()),
              requested.connection(),
              requested.function(),
              requested.approval(),
              requested.risk(),
              null,
              null,
              null,
              null);
      case RecordBody.ApprovalDecided decided ->
          approval(null, decided.approval())
              .by(decided.reviews().stream().map(review -> review.subject().id()).toList());
      case RecordBody.ApprovalConsumed used -> approval(used.call(), used.approval());
      case RecordBody.ApprovalExpired expired -> approval(null, expired.approval());
      case ApprovalBody.ApprovalRevoked revoked -> approval(null, revoked.approval());
      case ApprovalBody.ApprovalReviewed reviewed -> approval(null, reviewed.approval());
      case RecordBody.EvidenceRead read -> reader(read.subject(), actor(read.actors()));
      case KeepingBody.PayloadErased erased -> erased(erased);
      default -> reader(null, null);
    };
  }

  private static RecordColumns erased(KeepingBody.PayloadErased erased) {
    return new RecordColumns(
        erased.call(),
        erased.session(),
        erased.subject(),
        actor(erased.actors()),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static RecordColumns approval(@Nullable String call, String approval) {
    return new RecordColumns(
        call, null, null, null, null, null, approval, null, null, null, null, null);
  }

  private static RecordColumns reader(@Nullable Party subject, @Nullable String actor) {
    return new RecordColumns(
        null, null, subject, actor, null, null, null, null, null, null, null, null);
  }

  private RecordColumns by(List<String> people) {
    return new RecordColumns(
        call,
        session,
        subject,
        actor,
        connection,
        function,
        approval,
        risk,
        reason,
        status,
        deadline,
        people);
  }

  private static @Nullable String actor(List<Party> actors) {
    return actors.isEmpty() ? null : actors.getFirst().id();
  }
}
