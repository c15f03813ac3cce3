package dev.countersign.gateway.approval;

import dev.countersign.evidence.record.Digest;
import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.CanonicalRequest.Header;
import dev.countersign.service.evidence.EvidenceSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Tells the approval-service how calls ended that used approvals, so that they can be repeated.
/// Thread-safe.
///
/// Nothing depends on it but repeated calls: where it fails, a repetition is told that the outcome
/// is unknown. The evidence has it in any case.
@Component
public class UseReports {
  private static final Logger LOG = LoggerFactory.getLogger(UseReports.class);

  private final ApprovalClient client;
  private final String consumer;
  private final Clock clock;
  private final Counter unreported;

  UseReports(ApprovalClient client, EvidenceSettings evidence, Clock clock, MeterRegistry meters) {
    this.client = client;
    this.consumer = evidence.writer();
    this.clock = clock;
    this.unreported =
        Counter.builder("countersign.gateway.outcomes.unreported")
            .description("Outcomes of approved calls that the approval-service did not take.")
            .register(meters);
  }

  /// How a call ended.
  ///
  /// @param status as in its outcome record
  /// @param callerStatus what the caller is answered
  /// @param failure a problem's name, where it did not complete
  /// @param detail that problem's words
  /// @param headers the answer's, without those that describe the body
  /// @param digest of the masked answer, where there is a whole one
  /// @param bytes its length
  /// @param intent digest of the intent record
  public record Ended(
      String status,
      @Nullable Integer callerStatus,
      @Nullable String failure,
      @Nullable String detail,
      @Nullable String contentType,
      List<Header> headers,
      @Nullable Digest digest,
      @Nullable Long bytes,
      Digest intent,
      String receipt) {
    public Ended {
      headers = List.copyOf(headers);
    }
  }

  /// Tells how the call ended that used an approval, once; waits for the answer.
  public void ended(String approval, Call call, Ended ended) {
    Digest digest = ended.digest();
    UseOutcome outcome =
        new UseOutcome(
            call.id().toString(),
            consumer,
            ended.status(),
            ended.callerStatus(),
            ended.failure(),
            ended.detail(),
            ended.contentType(),
            ended.headers(),
            digest == null ? null : digest.toString(),
            ended.bytes(),
            ended.intent().toString(),
            ended.receipt(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            UseOutcome.groupsOf(call.caller()));
    try {
      client.report(approval, outcome);
    } catch (ApprovalUnavailableException e) {
      unreported.increment();
      LOG.warn("how call {} ended is not kept for repetitions: {}", call.id(), e.getMessage());
    }
  }
}
