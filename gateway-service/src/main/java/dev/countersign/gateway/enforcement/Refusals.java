package dev.countersign.gateway.enforcement;

import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.gateway.access.CallId;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.approval.ApprovalOutcome;
import dev.countersign.gateway.approval.ApprovalOutcome.Repeated;
import dev.countersign.gateway.policy.DenyReason;
import dev.countersign.gateway.policy.PolicyDecision.Deny;
import dev.countersign.gateway.policy.usage.UsageBook.Try.Exceeded;
import dev.countersign.gateway.recording.CallRecorder;
import dev.countersign.gateway.recording.Refused;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The ends of a call that is not forwarded: on the record first, then told. Thread-safe.
@Component
class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final CallRecorder recorder;

  Refusals(CallRecorder recorder) {
    this.recorder = recorder;
  }

  void refuse(Passage passage, Problem problem) throws IOException {
    passage.giveBack();
    try {
      recorder.refuse(passage.refused(problem));
    } catch (EvidenceUnavailableException e) {
      tellWithoutEvidence(passage);
      return;
    }
    tell(passage, problem);
  }

  void deny(Passage passage, Deny denial) throws IOException {
    passage.judged(denial.facts());
    Problem problem = new Problem(type(denial.reason()), denial.message());
    Integer status = denial.status();
    refuse(passage, status == null ? problem : problem.withStatus(status));
  }

  /// Refuses a call whose caller has used up what a quota allows.
  void exceeded(Passage passage, Exceeded exceeded) throws IOException {
    passage.overQuota(exceeded.quota());
    refuse(
        passage,
        new Problem(
                ProblemType.QUOTA_EXCEEDED,
                "The quota %s is used up for now.".formatted(exceeded.quota()))
            .after(exceeded.retryAfter()));
  }

  /// What asked for approval is on the record of the approval-service.
  void pending(Passage passage, ApprovalOutcome.Pending pending) throws IOException {
    passage.giveBack();
    passage.ended(Passage.PENDING);
    passage.reply.pending(
        passage.stamp(),
        new Reply.Pending(pending.approval(), pending.state().wireName(), pending.retryAfter()));
  }

  /// Gives again what an earlier call was answered; this one is on the record as not carried out.
  void repeat(Passage passage, Repeated repeated) throws IOException {
    passage.giveBack();
    passage.approvedBy(repeated.approval());
    int status =
        switch (repeated.told()) {
          case Repeated.Answer answer -> answer.status();
          case Repeated.Failure(Problem problem) -> problem.status();
        };
    Problem reason =
        new Problem(
            ProblemType.ANSWER_REPEATED, "Another call was answered so.", status, null, Map.of());
    try {
      recorder.refuse(passage.refused(reason));
    } catch (EvidenceUnavailableException e) {
      tellWithoutEvidence(passage);
      return;
    }
    passage.ended(reason.type().wireName());
    passage.replays(repeated.call(), repeated.receipt());
    switch (repeated.told()) {
      case Repeated.Answer answer -> give(passage, answer);
      case Repeated.Failure(Problem problem) -> passage.reply.refuse(passage.stamp(), problem);
    }
  }

  private static void give(Passage passage, Repeated.Answer answer) throws IOException {
    AnswerHead head = new AnswerHead(answer.status(), answer.contentType(), answer.headers());
    byte[] bytes = answer.body();
    Reply.Body body = passage.reply.answer(passage.stamp(), head, head.lengthOf(bytes.length));
    body.write(bytes, 0, bytes.length);
    body.finish();
  }

  /// Refuses a call although not even that can be put on the record.
  void tellWithoutEvidence(Passage passage) throws IOException {
    tell(passage, withoutEvidence());
  }

  static Problem withoutEvidence() {
    return new Problem(
        ProblemType.EVIDENCE_UNAVAILABLE,
        "The call cannot be put on the record now, so it was not carried out. Try again.");
  }

  /// Refuses a call that met a defect before its intent was written.
  void refuseAfter(Passage passage, RuntimeException defect) throws IOException {
    LOG.error("call {} met a defect before it was forwarded", passage.id, defect);
    refuse(passage, new Problem(ProblemType.INTERNAL, "Something went wrong; it is in the log."));
  }

  void unreadable(CallId id, Protocol protocol, Problem problem, int status) {
    try {
      recorder.refuse(
          new Refused(
              id,
              protocol,
              null,
              null,
              null,
              Refused.Aim.UNKNOWN,
              problem,
              status,
              null,
              List.of(),
              null));
    } catch (EvidenceUnavailableException e) {
      LOG.warn("an unreadable request cannot be put on the record: {}", e.getMessage());
    }
  }

  private static void tell(Passage passage, Problem problem) throws IOException {
    passage.ended(problem.type().wireName());
    passage.reply.refuse(passage.stamp(), problem);
  }

  private static ProblemType type(DenyReason reason) {
    return switch (reason) {
      case NOT_GRANTED -> ProblemType.NOT_GRANTED;
      case GUARDRAIL -> ProblemType.GUARDRAIL;
      case RISK_UNKNOWN -> ProblemType.RISK_UNKNOWN;
      case RISK_TOO_HIGH -> ProblemType.RISK_TOO_HIGH;
      case DECISION_POINT -> ProblemType.DECISION_POINT;
    };
  }
}
