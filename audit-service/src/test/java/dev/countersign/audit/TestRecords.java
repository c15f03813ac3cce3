package dev.countersign.audit;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.OutcomeStatus;
import dev.countersign.evidence.record.Party;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.writer.WrittenRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/// Record bodies for tests: a payments connection, and people who call it.
public final class TestRecords {
  public static final byte[] SOME_POLICY = "some".getBytes(StandardCharsets.US_ASCII);
  public static final Digest SOME = Digest.of(SOME_POLICY);
  private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

  private TestRecords() {}

  public static RecordBody.CallIntent intent(String session, String subject, String function) {
    return intent(session, subject, function, LATER);
  }

  public static RecordBody.CallIntent intent(
      String session, String subject, String function, Instant deadline) {
    return new RecordBody.CallIntent(
        UUID.randomUUID().toString(),
        session,
        null,
        person(subject),
        List.of(Party.actor("support-agent", "https://id.test", "agent")),
        SOME,
        "payments",
        function,
        "http",
        "POST /" + function,
        SOME,
        new RecordBody.Decision("permit", SOME, List.of("grant:support"), "low"),
        null,
        List.of("pii"),
        SOME,
        deadline);
  }

  public static RecordBody.CallOutcome outcome(WrittenRecord intent, OutcomeStatus status) {
    return new RecordBody.CallOutcome(
        ((RecordBody.CallIntent) intent.record().body()).call(),
        intent.digest(),
        status,
        200,
        200,
        new RecordBody.Response(SOME, SOME, 42, new RecordBody.Commitment(SOME, 1, SOME)),
        new TreeMap<>(java.util.Map.of("email", 2)),
        null,
        1500L);
  }

  public static RecordBody.CallRefused refused(String session, String subject, String reason) {
    return new RecordBody.CallRefused(
        UUID.randomUUID().toString(),
        session,
        null,
        person(subject),
        List.of(),
        SOME,
        "payments",
        "drop",
        "http",
        "POST /sql",
        reason,
        403,
        SOME,
        List.of("guardrail:no-drop"),
        null);
  }

  public static Party person(String id) {
    return new Party(id, "https://id.test", List.of("support"), "person");
  }
}
