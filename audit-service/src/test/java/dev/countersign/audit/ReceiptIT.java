package dev.countersign.audit;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.log.InclusionProof;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.writer.WrittenRecord;
import dev.countersign.test.TestIssuer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A caller with the receipt of a call, and what becomes of it.
class ReceiptIT {
  private static final AuditStage STAGE = AuditStage.open("receipt");

  @BeforeAll
  static void start() {
    STAGE.start();
    STAGE.writer("gateway-0");
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  private static WrittenRecord call() {
    return STAGE.writer("gateway-0").append(TestRecords.intent("s-1", "alice", "refund"));
  }

  private static Instant in(Duration time) {
    return Clock.systemUTC().instant().plus(time);
  }

  private static byte[] receipt(WrittenRecord intent, Instant mergeBy) {
    String call = ((RecordBody.CallIntent) intent.record().body()).call();
    return TestReceipts.of(
        STAGE.key("gateway-0"), call, intent.digest(), intent.leafHash(), mergeBy);
  }

  /// A receipt for a call that the gateway never put on the record.
  private static byte[] broken(String call, Instant mergeBy) {
    return TestReceipts.of(
        STAGE.key("gateway-0"), call, TestRecords.SOME, TestRecords.SOME, mergeBy);
  }

  private static HttpResponse<byte[]> redeem(byte[] receipt) {
    String anybody = TestIssuer.shared().token("alice").groups("support").sign();
    return STAGE.post("/api/v1/receipts", anybody, receipt);
  }

  private static JsonNode json(HttpResponse<byte[]> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void aKeptPromiseComesWithItsProof() {
    WrittenRecord intent = call();
    byte[] receipt = receipt(intent, in(Duration.ofHours(1)));
    eventually(() -> assertThat(redeem(receipt).statusCode()).isEqualTo(200));
    JsonNode answer = json(redeem(receipt));
    assertThat(answer.get("verdict").stringValue()).isEqualTo("included");
    NoteKey log = NoteKey.parse(STAGE.read("/api/v1/keys").get("noteKey").stringValue());
    SignedNote note =
        SignedNote.parse(answer.get("checkpoint").stringValue().getBytes(StandardCharsets.UTF_8));
    assertThat(note.isSignedBy(log)).isTrue();
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    List<Digest> path = new ArrayList<>();
    answer
        .get("proof")
        .forEach(hash -> path.add(Digest.wrap(Base64.getDecoder().decode(hash.stringValue()))));
    assertThat(
            new InclusionProof(answer.get("leaf").longValue(), checkpoint.size(), path)
                .proves(TreeHash.leaf(intent.jws()), checkpoint.root()))
        .isTrue();
    assertThat(answer.toString()).doesNotContain("jws", "alice");
    assertRedeemed(receipt, "included");
  }

  @Test
  void aPromiseHasItsTime() {
    HttpResponse<byte[]> answer = redeem(broken("c-pending", in(Duration.ofHours(1))));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(answer).get("verdict").stringValue()).isEqualTo("pending");
    assertThat(json(answer).has("checkpoint")).isFalse();
    assertThat(Long.parseLong(answer.headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(3000L, 3601L);
  }

  @Test
  void aBrokenPromiseIsABreachOnTheRecord() {
    byte[] receipt = broken(UUID.randomUUID().toString(), in(Duration.ofSeconds(-1)));
    HttpResponse<byte[]> answer = redeem(receipt);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).get("verdict").stringValue()).isEqualTo("breach");
    assertThat(json(answer).has("proof")).isFalse();
    assertThat(json(answer).get("checkpoint").stringValue()).startsWith("countersign.dev/log\n");
    assertRedeemed(receipt, "breach");
  }

  @Test
  void anotherCallsLeafDoesNotKeepAPromise() {
    WrittenRecord other = call();
    byte[] receipt =
        TestReceipts.of(
            STAGE.key("gateway-0"),
            UUID.randomUUID().toString(),
            other.digest(),
            other.leafHash(),
            in(Duration.ofSeconds(-1)));
    assertThat(json(redeem(receipt)).get("verdict").stringValue()).isEqualTo("breach");
  }

  private static void assertRedeemed(byte[] receipt, String verdict) {
    eventually(() -> {
      JsonNode items = STAGE.read("/api/v1/records?type=receipt.redeemed&limit=1000").get("items");
      List<String> verdicts = new ArrayList<>();
      for (JsonNode item : items) {
        JsonNode body = item.get("record").get("body");
        if (body.get("receipt").stringValue().equals(Digest.of(receipt).toString())) {
          verdicts.add(body.get("verdict").stringValue());
          assertThat(body.has("leaf")).isEqualTo(verdict.equals("included"));
        }
      }
      assertThat(verdicts).isNotEmpty().containsOnly(verdict);
    });
  }

  @Test
  void aForgedReceiptIsRefused() {
    byte[] good = receipt(call(), in(Duration.ofHours(1)));
    String[] parts = new String(good, StandardCharsets.US_ASCII).split("\\.");
    byte[] other = receipt(call(), in(Duration.ofHours(2)));
    String[] others = new String(other, StandardCharsets.US_ASCII).split("\\.");
    assertMalformed(parts[0] + "." + others[1] + "." + parts[2]);
    assertMalformed(parts[0] + "." + parts[1] + "." + others[2]);
    assertMalformed(parts[0] + "." + parts[1]);
    assertMalformed("");
    assertMalformed("A".repeat(20_000));
    SigningKey stranger = SigningKey.generate(new SecureRandom());
    assertMalformed(
        text(TestReceipts.of(stranger, "c", TestRecords.SOME, TestRecords.SOME, Instant.EPOCH)));
    SigningKey gateway = STAGE.key("gateway-0");
    assertMalformed(
        text(Jws.sign("countersign-record+jws", EvidenceJson.write(Map.of()), gateway)));
    assertMalformed(
        text(Jws.sign(TestReceipts.TYPE, EvidenceJson.write(Map.of("call", "c")), gateway)));
    assertMalformed(
        text(Jws.sign(TestReceipts.TYPE, "[]".getBytes(StandardCharsets.US_ASCII), gateway)));
    assertMalformed(text(call().jws()));
  }

  private static String text(byte[] jws) {
    return new String(jws, StandardCharsets.US_ASCII);
  }

  private static void assertMalformed(String receipt) {
    HttpResponse<byte[]> answer = redeem(receipt.getBytes(StandardCharsets.US_ASCII));
    assertThat(answer.statusCode()).as(receipt).isEqualTo(400);
    assertThat(json(answer).get("type").stringValue())
        .isEqualTo("urn:countersign:problem:malformed-receipt");
  }

  @Test
  void aLineEndIsNoPartOfAReceipt() {
    byte[] receipt = broken("c-line", in(Duration.ofHours(1)));
    assertThat(redeem((text(receipt) + "\r\n").getBytes(StandardCharsets.US_ASCII)).statusCode())
        .isEqualTo(202);
  }

  @Test
  void needsATokenAndShowsNoRecords() {
    byte[] receipt = broken("c-token", in(Duration.ofHours(1)));
    assertThat(STAGE.post("/api/v1/receipts", null, receipt).statusCode()).isEqualTo(401);
    String anybody = TestIssuer.shared().token("alice").groups("support").sign();
    assertThat(STAGE.post("/api/v1/receipts?x=1", anybody, receipt).statusCode()).isEqualTo(400);
    assertThat(STAGE.get("/api/v1/records/0", anybody).statusCode()).isEqualTo(403);
  }
}
