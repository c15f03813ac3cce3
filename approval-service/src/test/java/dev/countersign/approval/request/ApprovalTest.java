package dev.countersign.approval.request;

import static dev.countersign.approval.request.ApprovalState.APPROVED;
import static dev.countersign.approval.request.ApprovalState.CONSUMED;
import static dev.countersign.approval.request.ApprovalState.DENIED;
import static dev.countersign.approval.request.ApprovalState.EXPIRED;
import static dev.countersign.approval.request.ApprovalState.LAPSED;
import static dev.countersign.approval.request.ApprovalState.REQUESTED;
import static dev.countersign.approval.request.ApprovalState.WITHDRAWN;
import static dev.countersign.approval.request.Step.Refusal.ALREADY_CONSUMED;
import static dev.countersign.approval.request.Step.Refusal.ALREADY_DECIDED;
import static dev.countersign.approval.request.Step.Refusal.ALREADY_REVIEWED;
import static dev.countersign.approval.request.Step.Refusal.NOT_APPROVED;
import static dev.countersign.approval.request.Step.Refusal.NOT_DUE;
import static dev.countersign.approval.request.Step.Refusal.OUT_OF_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.approval.TestRequests;
import dev.countersign.approval.request.Step.Moved;
import dev.countersign.approval.request.Step.Refused;
import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.ApprovalTerms.Glass;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every state with every event: what moves where, and what is refused why.
class ApprovalTest {
  private static final String ISSUER = "https://issuer";
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration DECIDE = Duration.ofMinutes(15);
  private static final Duration USE = Duration.ofMinutes(5);

  // Approvals of the table are asked at 0 and, where they get that far, decided at 1 minute.
  private static final Instant DECIDED = START.plus(Duration.ofMinutes(1));
  private static final Instant IN_TIME = START.plus(Duration.ofMinutes(2));
  private static final Instant LAST_TO_DECIDE = START.plus(DECIDE).minusNanos(1000);
  private static final Instant TOO_LATE_TO_DECIDE = START.plus(DECIDE);
  private static final Instant LAST_TO_USE = DECIDED.plus(USE).minusNanos(1000);
  private static final Instant TOO_LATE_TO_USE = DECIDED.plus(USE);

  private enum Event {
    APPROVE(approval -> approval.review(review("carol", Verdict.APPROVED, IN_TIME))),
    DENY(approval -> approval.review(review("carol", Verdict.DENIED, IN_TIME))),
    APPROVE_AT_THE_LAST_MOMENT(
        approval -> approval.review(review("carol", Verdict.APPROVED, LAST_TO_DECIDE))),
    APPROVE_TOO_LATE(
        approval -> approval.review(review("carol", Verdict.APPROVED, TOO_LATE_TO_DECIDE))),
    DENY_TOO_LATE(approval -> approval.review(review("carol", Verdict.DENIED, TOO_LATE_TO_DECIDE))),
    APPROVE_AS_BOB(approval -> approval.review(review("bob", Verdict.APPROVED, IN_TIME))),
    DENY_AS_BOB(approval -> approval.review(review("bob", Verdict.DENIED, IN_TIME))),
    WITHDRAW(approval -> approval.withdraw(IN_TIME)),
    WITHDRAW_UNDECIDED_TOO_LATE(approval -> approval.withdraw(TOO_LATE_TO_DECIDE)),
    SWEEP(approval -> approval.expire(IN_TIME)),
    SWEEP_AFTER_USE_CLOCK(approval -> approval.expire(TOO_LATE_TO_USE)),
    SWEEP_AFTER_DECIDE_CLOCK(approval -> approval.expire(TOO_LATE_TO_DECIDE)),
    CONSUME(approval -> approval.consume(use(IN_TIME))),
    CONSUME_AT_THE_LAST_MOMENT(approval -> approval.consume(use(LAST_TO_USE))),
    CONSUME_AFTER_USE_CLOCK(approval -> approval.consume(use(TOO_LATE_TO_USE))),
    CONSUME_AFTER_DECIDE_CLOCK(approval -> approval.consume(use(TOO_LATE_TO_DECIDE))),
    REVOKE(approval -> approval.revoke(act(Act.Kind.REVOKED, IN_TIME))),
    REVOKE_AFTER_USE_CLOCK(approval -> approval.revoke(act(Act.Kind.REVOKED, TOO_LATE_TO_USE))),
    JUDGE(approval -> approval.judge(act(Act.Kind.JUSTIFIED, IN_TIME))),
    BREAK_GLASS(Approval::breakGlass);

    private final Function<Approval, Step> act;

    Event(Function<Approval, Step> act) {
      this.act = act;
    }
  }

  // Columns in the order of the events above.
  private static final Object[][] TABLE = {
    row(
        REQUESTED,
        APPROVED,
        DENIED,
        APPROVED,
        OUT_OF_TIME,
        OUT_OF_TIME,
        APPROVED,
        DENIED,
        WITHDRAWN,
        OUT_OF_TIME,
        NOT_DUE,
        NOT_DUE,
        EXPIRED,
        NOT_APPROVED,
        NOT_APPROVED,
        NOT_APPROVED,
        OUT_OF_TIME,
        NOT_APPROVED,
        NOT_APPROVED,
        NOT_DUE,
        NOT_APPROVED),
    row(
        APPROVED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_REVIEWED,
        ALREADY_REVIEWED,
        WITHDRAWN,
        OUT_OF_TIME,
        NOT_DUE,
        LAPSED,
        LAPSED,
        CONSUMED,
        CONSUMED,
        OUT_OF_TIME,
        OUT_OF_TIME,
        ApprovalState.REVOKED,
        OUT_OF_TIME,
        NOT_DUE,
        NOT_APPROVED),
    row(
        DENIED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_REVIEWED,
        ALREADY_REVIEWED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        NOT_DUE,
        NOT_DUE,
        NOT_DUE,
        NOT_APPROVED,
        NOT_APPROVED,
        NOT_APPROVED,
        NOT_APPROVED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        NOT_DUE,
        NOT_APPROVED),
    row(
        EXPIRED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        NOT_DUE,
        NOT_DUE,
        NOT_DUE,
        OUT_OF_TIME,
        OUT_OF_TIME,
        OUT_OF_TIME,
        OUT_OF_TIME,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        NOT_DUE,
        NOT_APPROVED),
    row(
        WITHDRAWN,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        NOT_DUE,
        NOT_DUE,
        NOT_DUE,
        NOT_APPROVED,
        NOT_APPROVED,
        NOT_APPROVED,
        NOT_APPROVED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        NOT_DUE,
        NOT_APPROVED),
    row(
        CONSUMED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_REVIEWED,
        ALREADY_REVIEWED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        NOT_DUE,
        NOT_DUE,
        NOT_DUE,
        ALREADY_CONSUMED,
        ALREADY_CONSUMED,
        ALREADY_CONSUMED,
        ALREADY_CONSUMED,
        ALREADY_CONSUMED,
        ALREADY_CONSUMED,
        NOT_DUE,
        NOT_APPROVED),
    row(
        LAPSED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_REVIEWED,
        ALREADY_REVIEWED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        NOT_DUE,
        NOT_DUE,
        NOT_DUE,
        OUT_OF_TIME,
        OUT_OF_TIME,
        OUT_OF_TIME,
        OUT_OF_TIME,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        NOT_DUE,
        NOT_APPROVED),
    row(
        ApprovalState.REVOKED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        ALREADY_REVIEWED,
        ALREADY_REVIEWED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        NOT_DUE,
        NOT_DUE,
        NOT_DUE,
        NOT_APPROVED,
        NOT_APPROVED,
        NOT_APPROVED,
        NOT_APPROVED,
        ALREADY_DECIDED,
        ALREADY_DECIDED,
        NOT_DUE,
        NOT_APPROVED),
  };

  static Stream<Arguments> transitions() {
    return Stream.of(TABLE)
        .flatMap(row ->
            Stream.of(Event.values())
                .map(event -> Arguments.of(row[0], event, row[event.ordinal() + 1])));
  }

  @ParameterizedTest(name = "{0} + {1} -> {2}")
  @MethodSource("transitions")
  void movesOrRefuses(ApprovalState from, Event event, Object expected) {
    Approval before = inState(from);
    Step step = event.act.apply(before);
    switch (step) {
      case Moved(Approval next) -> {
        assertThat(next.state()).isEqualTo(expected);
        assertThat(next.standsOnItsReviews()).isTrue();
      }
      case Refused(Step.Refusal reason) -> assertThat(reason).isEqualTo(expected);
    }
    assertThat(before).isEqualTo(inState(from));
  }

  @Test
  void theTableKnowsEveryStateOnce() {
    assertThat(Stream.of(TABLE).map(row -> row[0]))
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(ApprovalState.class));
    assertThat(Stream.of(TABLE)).allMatch(row -> row.length == Event.values().length + 1);
  }

  @Test
  void waitsForTheWholeQuorumAndStartsTheSecondClockWithTheLastReview() {
    Approval first = moved(requested(2).review(review("bob", Verdict.APPROVED, DECIDED)));
    assertThat(first.state()).isEqualTo(REQUESTED);
    assertThat(first.useBy()).isNull();
    Approval second = moved(first.review(review("carol", Verdict.APPROVED, IN_TIME)));
    assertThat(second.state()).isEqualTo(APPROVED);
    assertThat(second.decidedAt()).isEqualTo(IN_TIME);
    assertThat(second.useBy()).isEqualTo(IN_TIME.plus(USE));
  }

  @Test
  void onePersonIsNoQuorumOfTwo() {
    Approval first = moved(requested(2).review(review("bob", Verdict.APPROVED, DECIDED)));
    assertThat(first.review(review("bob", Verdict.APPROVED, IN_TIME)))
        .isEqualTo(new Refused(ALREADY_REVIEWED));
  }

  @Test
  void aDenialEndsAHalfReachedQuorum() {
    Approval first = moved(requested(2).review(review("bob", Verdict.APPROVED, DECIDED)));
    Approval denied = moved(first.review(review("carol", Verdict.DENIED, IN_TIME)));
    assertThat(denied.state()).isEqualTo(DENIED);
    assertThat(denied.useBy()).isNull();
  }

  @Test
  void aStateThatNobodyVotedForDoesNotStand() {
    Approval forged = new Approval(requested(1).request(), APPROVED, List.of(), null, List.of());
    assertThat(forged.standsOnItsReviews()).isFalse();
    Approval reopened =
        new Approval(requested(1).request(), REQUESTED, inState(DENIED).reviews(), null, List.of());
    assertThat(reopened.standsOnItsReviews()).isFalse();
  }

  @Test
  void aRevocationCannotBeTakenOutOfTheState() {
    Approval revoked = inState(ApprovalState.REVOKED);
    Approval restored =
        new Approval(revoked.request(), APPROVED, revoked.reviews(), null, revoked.acts());
    assertThat(restored.standsOnItsReviews()).isFalse();
    Approval forged =
        new Approval(revoked.request(), ApprovalState.REVOKED, revoked.reviews(), null, List.of());
    assertThat(forged.standsOnItsReviews()).isFalse();
  }

  @Test
  void aBrokenGlassIsApprovedAtOnceAndJudgedOnce() {
    Approval asked = Approval.requested(brokenGlass());
    assertThat(asked.standsOnItsReviews()).isFalse();
    Approval broken = moved(asked.breakGlass());
    assertThat(broken.state()).isEqualTo(APPROVED);
    assertThat(broken.standsOnItsReviews()).isTrue();
    assertThat(broken.useBy()).isEqualTo(START.plus(USE));
    assertThat(broken.review(review("carol", Verdict.DENIED, IN_TIME)))
        .isEqualTo(new Refused(ALREADY_DECIDED));
    Approval used = moved(broken.consume(use(DECIDED)));
    Approval judged = moved(used.judge(act(Act.Kind.UNJUSTIFIED, TOO_LATE_TO_DECIDE)));
    assertThat(judged.state()).isEqualTo(CONSUMED);
    assertThat(judged.judge(act(Act.Kind.JUSTIFIED, TOO_LATE_TO_DECIDE)))
        .isEqualTo(new Refused(ALREADY_REVIEWED));
  }

  @Test
  void takesSoManyComments() {
    Approval approval = requested(1);
    for (int i = 0; i < Approval.MAX_COMMENTS; i++) {
      approval = moved(approval.comment(act(Act.Kind.COMMENTED, IN_TIME)));
    }
    assertThat(approval.comment(act(Act.Kind.COMMENTED, IN_TIME)))
        .isEqualTo(new Refused(Step.Refusal.FULL));
  }

  private static ApprovalRequest brokenGlass() {
    Glass glass = new Glass(List.of("security"), 86_400);
    return TestRequests.refund(ISSUER, START)
        .terms(new ApprovalTerms(null, null, null, null, null, null, null, null, glass))
        .useWithin(USE)
        .build();
  }

  private static Approval inState(ApprovalState state) {
    Approval requested = requested(1);
    Approval approved = moved(requested.review(review("bob", Verdict.APPROVED, DECIDED)));
    return switch (state) {
      case REQUESTED -> requested;
      case APPROVED -> approved;
      case DENIED -> moved(requested.review(review("bob", Verdict.DENIED, DECIDED)));
      case EXPIRED -> moved(requested.expire(TOO_LATE_TO_DECIDE));
      case WITHDRAWN -> moved(requested.withdraw(DECIDED));
      case CONSUMED -> moved(approved.consume(use(DECIDED)));
      case LAPSED -> moved(approved.expire(TOO_LATE_TO_USE));
      case REVOKED -> moved(approved.revoke(act(Act.Kind.REVOKED, DECIDED)));
    };
  }

  private static final UUID ID = TestRequests.version7(START);
  private static final ApprovalRequest ONE = request(1);
  private static final ApprovalRequest TWO = request(2);

  private static Approval requested(int quorum) {
    return Approval.requested(quorum == 1 ? ONE : TWO);
  }

  private static ApprovalRequest request(int quorum) {
    return TestRequests.refund(ISSUER, START)
        .approval(ID)
        .quorum(quorum)
        .decideWithin(DECIDE)
        .useWithin(USE)
        .build();
  }

  private static Approval moved(Step step) {
    return ((Moved) step).next();
  }

  private static Review review(String person, Verdict verdict, Instant at) {
    Party reviewer = new Party(person, ISSUER, List.of("leads"), "person");
    return new Review(reviewer, verdict, null, Digest.ZERO, at, null, null);
  }

  private static Act act(Act.Kind kind, Instant at) {
    Party by = new Party("bob", ISSUER, List.of("leads"), "person");
    return new Act(kind, by, "because", Digest.ZERO, at);
  }

  private static Consumption use(Instant at) {
    return new Consumption(ID, "gateway-0", at);
  }

  private static Object[] row(Object... cells) {
    return cells;
  }
}
