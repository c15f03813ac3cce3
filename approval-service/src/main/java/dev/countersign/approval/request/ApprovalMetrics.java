package dev.countersign.approval.request;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Counts what happens to approvals, and how long people take.
@Component
class ApprovalMetrics {
  private final MeterRegistry meters;
  private final Timer decisionTime;
  private final Counter altered;

  ApprovalMetrics(MeterRegistry meters, ApprovalRows rows, Clock clock) {
    this.meters = meters;
    this.decisionTime =
        Timer.builder("countersign.approvals.decision.time")
            .description("From the request to the decision.")
            .register(meters);
    this.altered =
        Counter.builder("countersign.approvals.altered")
            .description("Times that a row was met which somebody altered from outside.")
            .register(meters);
    Gauge.builder(
            "countersign.approvals.pending",
            rows,
            all -> all.countByState(ApprovalState.REQUESTED.wireName()))
        .description("Approvals that wait for reviewers.")
        .register(meters);
    Gauge.builder(
            "countersign.approvals.glass.overdue",
            rows,
            all -> all.countByReviewByLessThan(clock.instant()))
        .description("Broken glasses that nobody reviewed in time.")
        .register(meters);
  }

  void requested() {
    count(ApprovalState.REQUESTED);
  }

  void moved(Approval next) {
    if (next.state() == ApprovalState.REQUESTED) {
      return;
    }
    count(next.state());
    Instant decided = next.decidedAt();
    boolean isDecision =
        next.state() == ApprovalState.APPROVED || next.state() == ApprovalState.DENIED;
    if (isDecision && decided != null) {
      decisionTime.record(Duration.between(next.request().at(), decided));
    }
  }

  void altered() {
    altered.increment();
  }

  private void count(ApprovalState state) {
    Counter.builder("countersign.approvals.moved")
        .description("Approvals that reached a state.")
        .tag("state", state.wireName())
        .register(meters)
        .increment();
  }
}
