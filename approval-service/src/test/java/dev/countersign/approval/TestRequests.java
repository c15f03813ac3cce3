package dev.countersign.approval;

import dev.countersign.approval.request.ApprovalRequest;
import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import dev.countersign.service.sealing.ClearedView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A large refund in the making, asked for by alice through an agent. Each method changes one
/// thing; the last one gives the request.
public final class TestRequests {
  public static final String SALT = "AAECAwQFBgcICQoLDA0ODw";
  public static final Digest ARGUMENTS = Digest.of("refund".getBytes(StandardCharsets.UTF_8));
  public static final Digest POLICY = Digest.of("policy".getBytes(StandardCharsets.UTF_8));

  private final String issuer;
  private final Instant at;
  private UUID approval;
  private String gateway = "gateway-0";
  private List<String> from = List.of("leads");
  private int quorum = 1;
  private Duration decideWithin = Duration.ofMinutes(15);
  private Duration useWithin = Duration.ofMinutes(5);
  private @Nullable String justification;
  private @Nullable ApprovalTerms terms;
  private @Nullable List<ClearedView> views;
  private @Nullable Party subject;
  private JsonNode shown = json("{\"amount\":5000,\"card\":\"****1234\"}");

  private TestRequests(String issuer, Instant at) {
    this.issuer = issuer;
    this.at = at.truncatedTo(ChronoUnit.MICROS);
    this.approval = version7(at);
    this.subject = new Party("alice", issuer, List.of("support"), "person");
  }

  public static TestRequests refund(String issuer, Instant at) {
    return new TestRequests(issuer, at);
  }

  public TestRequests approval(UUID id) {
    approval = id;
    return this;
  }

  public TestRequests gateway(String writer) {
    gateway = writer;
    return this;
  }

  public TestRequests from(String... groups) {
    from = List.of(groups);
    return this;
  }

  public TestRequests quorum(int people) {
    quorum = people;
    return this;
  }

  public TestRequests decideWithin(Duration time) {
    decideWithin = time;
    return this;
  }

  public TestRequests useWithin(Duration time) {
    useWithin = time;
    return this;
  }

  public TestRequests terms(ApprovalTerms agreed) {
    terms = agreed;
    return this;
  }

  public TestRequests justification(String reason) {
    justification = reason;
    return this;
  }

  public TestRequests withoutSubject() {
    subject = null;
    return this;
  }

  public TestRequests views(ClearedView... sealed) {
    views = List.of(sealed);
    return this;
  }

  public TestRequests shown(String json) {
    shown = json(json);
    return this;
  }

  public ApprovalRequest build() {
    return new ApprovalRequest(
        approval,
        version7(at),
        "session-1",
        gateway,
        subject,
        List.of(Party.actor("support-agent", issuer, "agent")),
        "payments",
        "refund",
        "POST /refunds",
        ARGUMENTS,
        SALT,
        shown,
        POLICY,
        List.of("grant:support", "risk:high"),
        "high",
        "Refunds over 1000 need a lead.",
        List.of("pii"),
        from,
        quorum,
        at.plus(decideWithin),
        useWithin,
        at,
        justification,
        terms,
        views);
  }

  public static UUID version7(Instant at) {
    long random = ThreadLocalRandom.current().nextLong();
    long high = at.toEpochMilli() << 16 | 0x7000 | random & 0xfff;
    return new UUID(high, ThreadLocalRandom.current().nextLong() >>> 2 | 1L << 63);
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
