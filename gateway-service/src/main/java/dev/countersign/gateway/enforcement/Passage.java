package dev.countersign.gateway.enforcement;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.Decision;
import dev.countersign.evidence.record.RecordBody.Response;
import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.CallId;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Problem;
import dev.countersign.gateway.access.SessionId;
import dev.countersign.gateway.access.Surroundings;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.policy.DecisionFacts;
import dev.countersign.gateway.policy.Risk;
import dev.countersign.gateway.policy.usage.Ticket;
import dev.countersign.gateway.recording.Grounds;
import dev.countersign.gateway.recording.Outcome;
import dev.countersign.gateway.recording.Refused;
import dev.countersign.gateway.recording.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One call on its way: what is known about it so far, so that a refusal at any step can be put on
/// the record with all of it. For the call's own thread.
final class Passage {
  static final String CALLER_GONE = "caller-gone";
  static final String PENDING = "pending";

  final CallId id;
  final InboundCall inbound;
  final Reply reply;
  final Wishes wishes;
  final Surroundings around;

  private final long startedAt = System.nanoTime();
  private long lapBegan = startedAt;
  private @Nullable Caller caller;
  private @Nullable SessionId session;
  private Refused.Aim aim = Refused.Aim.UNKNOWN;
  private @Nullable DecisionFacts facts;
  private @Nullable String approval;
  private @Nullable String receipt;
  private @Nullable String replayed;
  private @Nullable Ticket ticket;
  private String ending = "internal";

  Passage(CallId id, InboundCall inbound, Reply reply) {
    this.id = id;
    this.inbound = inbound;
    this.reply = reply;
    this.wishes = inbound.wishes();
    this.around = inbound.surroundings();
  }

  void identified(Caller verified, Sessions sessions) {
    caller = verified;
    session = sessions.of(wishes.session(), wishes.trace(), verified, id);
  }

  void aimedAt(String connection) {
    aim = new Refused.Aim(connection, null, null);
  }

  void aimedAt(Target target) {
    aim =
        new Refused.Aim(
            target.connectionName(), target.function(), target.match().function().operation());
  }

  /// Says that a quota refuses the call, whatever else was decided.
  void overQuota(String quota) {
    facts = Objects.requireNonNull(facts).and("quota:" + quota);
  }

  void judged(DecisionFacts decision) {
    facts = decision;
  }

  void approvedBy(String used) {
    approval = used;
  }

  /// Keeps what the call took of its caller's quotas.
  void took(Ticket taken) {
    ticket = taken;
  }

  /// Gives back what it took: the call is not carried out.
  void giveBack() {
    if (ticket != null) {
      ticket.giveBack();
    }
  }

  /// Counts the answer.
  void answered(Outcome outcome) {
    Response response = outcome.response();
    if (ticket != null && response != null) {
      ticket.answered(response.bytes());
    }
  }

  void promised(String signedReceipt) {
    receipt = signedReceipt;
  }

  /// Says that what another call was answered is given again.
  void replays(String call, String receiptOfThat) {
    replayed = call;
    receipt = receiptOfThat;
  }

  /// The approval that the call used.
  @Nullable String approval() {
    return approval;
  }

  /// Says how the call ended, for metrics and the log: a problem's name, or an outcome.
  void ended(String how) {
    ending = how;
  }

  String ending() {
    return ending;
  }

  Refused.Aim aim() {
    return aim;
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /// Nanoseconds since the last lap.
  long lap() {
    long now = System.nanoTime();
    long lap = now - lapBegan;
    lapBegan = now;
    return lap;
  }

  Reply.Stamp stamp() {
    return new Reply.Stamp(id, session, receipt, replayed);
  }

  Call call(Operation operation) {
    return new Call(
        id,
        Objects.requireNonNull(session),
        wishes.trace(),
        Objects.requireNonNull(caller),
        operation);
  }

  /// How long the call may be held: as the caller prefers, but not past the end of its token.
  Duration patience(Instant now) {
    Instant expiry = caller == null ? null : caller.expiresAt();
    if (expiry == null) {
      return wishes.hold();
    }
    Duration left = Duration.between(now, expiry);
    return left.isNegative()
        ? Duration.ZERO
        : left.compareTo(wishes.hold()) < 0 ? left : wishes.hold();
  }

  Grounds grounds(Connection connection) {
    DecisionFacts known = Objects.requireNonNull(facts);
    Risk risk = known.risk();
    Decision decision =
        new Decision(
            "permit",
            Digest.parse(known.policy()),
            known.rules(),
            risk == null ? null : risk.text());
    return new Grounds(decision, approval, connection.masking().names());
  }

  Refused refused(Problem problem) {
    return new Refused(
        id,
        inbound.protocol(),
        session,
        wishes.trace(),
        caller,
        aim,
        problem,
        problem.status(),
        facts == null ? null : Digest.parse(facts.policy()),
        facts == null ? List.of() : facts.rules(),
        approval);
  }
}
