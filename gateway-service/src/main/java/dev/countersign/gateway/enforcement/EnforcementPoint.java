package dev.countersign.gateway.enforcement;

import dev.countersign.evidence.writer.EvidenceUnavailableException;
import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.CallIds;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.CanonicalRequest;
import dev.countersign.gateway.access.Commitment;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.access.Protocol;
import dev.countersign.gateway.approval.ApprovalOutcome;
import dev.countersign.gateway.approval.Approvals.Patience;
import dev.countersign.gateway.approval.Demand;
import dev.countersign.gateway.config.ConfigSource;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.config.GatewayConfig;
import dev.countersign.gateway.config.expression.PastUse;
import dev.countersign.gateway.identity.Identified;
import dev.countersign.gateway.policy.Obligations;
import dev.countersign.gateway.policy.PolicyDecision;
import dev.countersign.gateway.policy.PolicyDecision.Deny;
import dev.countersign.gateway.policy.PolicyDecision.Permit;
import dev.countersign.gateway.policy.PolicyDecision.RequireApproval;
import dev.countersign.gateway.policy.Question;
import dev.countersign.gateway.policy.authzen.ConfirmedDecision;
import dev.countersign.gateway.policy.usage.Ticket;
import dev.countersign.gateway.policy.usage.UsageBook.Try.Exceeded;
import dev.countersign.gateway.policy.usage.UsageBook.Try.Taken;
import dev.countersign.gateway.recording.Grounds;
import dev.countersign.gateway.recording.Recording;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The path of a call: who, what, whether, then intent, upstream, masked answer, outcome.
///
/// ## Guarantees
///
/// Not one byte reaches an upstream before the call's intent is durable, and no answer is complete
/// for the caller before its outcome is. Every other end is a refusal that is on the record. What
/// was judged is what is forwarded, and at most once.
///
/// ## Failure
///
/// Fails closed. Where evidence cannot be written, the answer is 503 `evidence-unavailable` and
/// nothing is forwarded, or the answer under way is broken off.
///
/// ## Concurrency
///
/// One thread a call, from the first line to the last; thread-safe.
@Component
public class EnforcementPoint {
  private final ConfigSource source;
  private final Stages stages;
  private final AnswerRelay relay;
  private final Refusals refusals;
  private final CallMeters meters;
  private final CallIds ids;
  private final Clock clock;

  EnforcementPoint(
      ConfigSource source,
      Stages stages,
      AnswerRelay relay,
      Refusals refusals,
      CallMeters meters,
      CallIds ids,
      Clock clock) {
    this.source = source;
    this.stages = stages;
    this.relay = relay;
    this.refusals = refusals;
    this.meters = meters;
    this.ids = ids;
    this.clock = clock;
  }

  /// Carries one call out, or refuses it; returns when the reply was given.
  public void serve(InboundCall inbound, Reply reply) {
    Passage passage = new Passage(ids.next(), inbound, reply);
    try {
      carryOut(passage);
    } catch (IOException e) {
      passage.ended(Passage.CALLER_GONE);
      reply.abort();
    } finally {
      meters.ended(passage);
    }
  }

  /// Puts a request on the record that a protocol could not even read as a call.
  ///
  /// @param status what the sender was answered
  public void unreadable(Protocol protocol, int status) {
    Problem problem = new Problem(ProblemType.MALFORMED_REQUEST, "The request cannot be read.");
    refusals.unreadable(ids.next(), protocol, problem, status);
  }

  private void carryOut(Passage passage) throws IOException {
    try {
      identify(passage);
    } catch (EvidenceUnavailableException e) {
      refusals.tellWithoutEvidence(passage);
    } catch (RuntimeException e) {
      refusals.refuseAfter(passage, e);
    }
  }

  private void identify(Passage passage) throws IOException {
    switch (stages.identity().verify(passage.inbound.credentials())) {
      case Identified.Unknown(Problem problem) -> refusals.refuse(passage, problem);
      case Identified.Known(Caller caller) -> {
        passage.identified(caller, stages.sessions());
        GatewayConfig config = source.current();
        stages.announcement().ensure(config);
        aim(passage, caller, config);
      }
    }
  }

  // The grant is asked before the body is read: an answer about the body would tell a caller
  // without grant that the function exists.
  private void aim(Passage passage, Caller caller, GatewayConfig config) throws IOException {
    switch (passage.inbound.aim(config)) {
      case Aim.Malformed(Problem problem) -> refusals.refuse(passage, problem);
      case Aim.NotFound(Optional<String> connection) -> {
        connection.ifPresent(passage::aimedAt);
        refusals.deny(passage, stages.policy().notGranted(config));
      }
      case Aim.Found(Target target) -> {
        passage.aimedAt(target);
        if (caller.mayUse(target.connectionName())
            && mayBeGranted(passage, caller, config, target)) {
          decode(passage, config, target);
        } else {
          refusals.deny(passage, stages.policy().notGranted(config));
        }
      }
    }
  }

  private boolean mayBeGranted(
      Passage passage, Caller caller, GatewayConfig config, Target target) {
    return stages
        .policy()
        .mayBeGranted(
            config,
            target.connectionName(),
            target.function(),
            caller,
            passage.around,
            clock.instant());
  }

  private void decode(Passage passage, GatewayConfig config, Target target) throws IOException {
    switch (passage.inbound.decode(target)) {
      case Decoded.Refused(Problem problem) -> refusals.refuse(passage, problem);
      case Decoded.Understood(var operation, var canonical) -> {
        Call call = passage.call(operation);
        PastUse past = stages.usage().past(operation, call.caller());
        Question question =
            new Question(operation, call.caller(), passage.around, past, clock.instant());
        decide(passage, config, new Errand(call, question, target.connection(), canonical));
      }
    }
  }

  private void decide(Passage passage, GatewayConfig config, Errand errand) throws IOException {
    Question question = errand.question();
    PolicyDecision decision =
        ConfirmedDecision.of(
            stages.policy().decide(config, question), question, stages.secondOpinion());
    passage.judged(decision.facts());
    meters.passed(passage, CallMeters.Stage.DECISION);
    switch (decision) {
      case Deny denial -> refusals.deny(passage, denial);
      case Permit permit -> charge(passage, errand, permit.obligations(), null);
      case RequireApproval need -> charge(passage, errand, need.obligations(), need);
    }
  }

  private void charge(
      Passage passage, Errand errand, Obligations obligations, @Nullable RequireApproval need)
      throws IOException {
    Call call = errand.call();
    switch (stages
        .usage()
        .take(
            call.operation(),
            call.caller(),
            obligations.connection().quotas(),
            errand.arguments().length)) {
      case Exceeded exceeded -> refusals.exceeded(passage, exceeded);
      case Taken(Ticket ticket) -> {
        passage.took(ticket);
        mask(passage, errand, obligations.connection(), need);
      }
    }
  }

  private void mask(
      Passage passage, Errand errand, Connection obliged, @Nullable RequireApproval need)
      throws IOException {
    byte[] shown = stages.masks().shown(obliged, errand.arguments()).orElse(null);
    CanonicalRequest sent =
        stages.masks().sent(obliged, errand.call(), errand.canonical()).orElse(null);
    if (shown == null || sent == null) {
      refusals.refuse(passage, new Problem(ProblemType.TOO_LARGE, "The request cannot be masked."));
    } else if (need == null) {
      permit(passage, errand.under(obliged, sent), shown);
    } else {
      approve(passage, errand.under(obliged, sent), need, shown);
    }
  }

  // A call that names an approval which was used has run, whatever policy says of it by now.
  private void permit(Passage passage, Errand errand, byte[] shown) throws IOException {
    Optional<ApprovalOutcome> repeated =
        Optional.ofNullable(passage.wishes.approval())
            .flatMap(approval -> repeated(passage, errand, approval));
    if (repeated.isPresent()) {
      follow(passage, errand, shown, repeated.get());
    } else {
      execute(passage, errand, stages.recorder().commit(errand.arguments()), shown);
    }
  }

  private Optional<ApprovalOutcome> repeated(Passage passage, Errand errand, String approval) {
    Grounds grounds = passage.grounds(errand.connection());
    return stages
        .approvals()
        .repeated(
            errand.call(),
            grounds.decision().policy(),
            grounds.masking(),
            errand.connection().limits().timeout(),
            approval);
  }

  // An approval is used up only while there is hope that the intent can be written.
  private void approve(Passage passage, Errand errand, RequireApproval need, byte[] shown)
      throws IOException {
    if (!stages.recorder().isAvailable()) {
      throw new EvidenceUnavailableException("no epoch is open", null);
    }
    Demands.Shown views =
        new Demands.Shown(
            shown, () -> stages.masks().cleared(errand.connection(), errand.arguments(), shown));
    switch (Demands.of(need, errand.call().caller(), passage.wishes, views)) {
      case Demands.Refused(Problem problem) -> refusals.refuse(passage, problem);
      case Demands.Of(Demand demand) ->
          follow(passage, errand, shown, obtain(passage, errand, demand));
    }
  }

  private ApprovalOutcome obtain(Passage passage, Errand errand, Demand demand) {
    Patience patience =
        new Patience(passage.patience(clock.instant()), passage.inbound::isCallerGone);
    return stages.approvals().obtain(errand.call(), demand, passage.wishes.approval(), patience);
  }

  private void follow(Passage passage, Errand errand, byte[] shown, ApprovalOutcome outcome)
      throws IOException {
    switch (outcome) {
      case ApprovalOutcome.Refused(Optional<String> approval, Problem problem) -> {
        approval.ifPresent(passage::approvedBy);
        refusals.refuse(passage, problem);
      }
      case ApprovalOutcome.Pending pending -> refusals.pending(passage, pending);
      case ApprovalOutcome.Repeated repeated -> refusals.repeat(passage, repeated);
      case ApprovalOutcome.Abandoned _ -> {
        passage.ended(Passage.CALLER_GONE);
        passage.reply.abort();
      }
      case ApprovalOutcome.Used(String approval, Commitment arguments) -> {
        passage.approvedBy(approval);
        execute(passage, errand, arguments, shown);
      }
    }
  }

  private void execute(Passage passage, Errand errand, Commitment arguments, byte[] shown)
      throws IOException {
    Recording recording =
        stages
            .recorder()
            .begin(
                errand.call(),
                passage.grounds(errand.connection()),
                arguments.digest(),
                shown,
                clock.instant().plus(errand.connection().limits().timeout()));
    passage.promised(recording.receipt());
    meters.passed(passage, CallMeters.Stage.INTENT);
    relay.forward(passage, recording, errand);
  }
}
