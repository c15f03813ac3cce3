package dev.countersign.evidence.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.record.KeepingBody.HoldPlaced;
import dev.countersign.evidence.record.KeepingBody.HoldReleased;
import dev.countersign.evidence.record.KeepingBody.PayloadErased;
import dev.countersign.evidence.record.KeepingBody.RecordsPruned;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.Decision;
import dev.countersign.evidence.record.RecordBody.KeyRotated;
import dev.countersign.evidence.record.WatchBody.AlarmRaised;
import dev.countersign.evidence.record.WatchBody.MessageQuarantined;
import dev.countersign.evidence.record.WatchBody.ReceiptRedeemed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bodies of `docs/design/0005-evidence-log.md`: their members, in their order.
class BodyFormsTest {
  private static final Digest D = Digest.of("x".getBytes(StandardCharsets.US_ASCII));
  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-12-01T00:00:00Z");
  private static final Party ANN = new Party("ann", "i", null, null);
  private static final HoldScope SCOPE = new HoldScope("payments", "s", "sam", FROM, TO);

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of(
            intent(null),
            "call.intent",
            "{'call':'c','session':'s','actors':[],'token':'D','connection':'p','function':'f','protocol':'http','operation':'o','arguments':'D','decision':{'effect':'permit','policy':'D','rules':[]},'masking':[],'deadline':'2026-12-01T00:00:00Z'}"),
        Arguments.of(
            intent(new Authentication("a", List.of("pwd"), FROM, "jkt:x", D, D)),
            "call.intent",
            "{'call':'c','session':'s','actors':[],'token':'D','authentication':{'acr':'a','amr':['pwd'],'authTime':'2026-11-01T00:00:00Z','cnf':'jkt:x','jti':'D','assertion':'D'},'connection':'p','function':'f','protocol':'http','operation':'o','arguments':'D','decision':{'effect':'permit','policy':'D','rules':[]},'masking':[],'deadline':'2026-12-01T00:00:00Z'}"),
        Arguments.of(new KeyRotated("a", "b"), "key.rotated", "{'from':'a','to':'b'}"),
        Arguments.of(
            new AlarmRaised("gap", "seq: 3", 1, 2L, "w", 4L, 3L, D),
            "alarm.raised",
            "{'kind':'gap','detail':'seq: 3','partition':1,'offset':2,'writer':'w','epoch':4,'seq':3,'digest':'D'}"),
        Arguments.of(
            new AlarmRaised("missed-heartbeat", "d", null, null, null, null, null, null),
            "alarm.raised",
            "{'kind':'missed-heartbeat','detail':'d'}"),
        Arguments.of(
            new MessageQuarantined(ANN, List.of(), D, "r", "gap", 1, 2, D, "w", 4L, 3L),
            "message.quarantined",
            "{'subject':{'id':'ann','issuer':'i'},'actors':[],'token':'D','reason':'r','kind':'gap','partition':1,'offset':2,'digest':'D','writer':'w','epoch':4,'seq':3}"),
        Arguments.of(
            new ReceiptRedeemed("c", D, D, "included", 7L, 9),
            "receipt.redeemed",
            "{'call':'c','receipt':'D','leafHash':'D','verdict':'included','leaf':7,'size':9}"),
        Arguments.of(
            new HoldPlaced("h", ANN, List.of(), D, "r", SCOPE),
            "hold.placed",
            "{'hold':'h','subject':{'id':'ann','issuer':'i'},'actors':[],'token':'D','reason':'r','scope':{'connection':'payments','session':'s','subject':'sam','from':'2026-11-01T00:00:00Z','to':'2026-12-01T00:00:00Z'}}"),
        Arguments.of(
            new HoldPlaced("h", ANN, List.of(), D, "r", HoldScope.EVERYTHING),
            "hold.placed",
            "{'hold':'h','subject':{'id':'ann','issuer':'i'},'actors':[],'token':'D','reason':'r','scope':{}}"),
        Arguments.of(
            new HoldReleased("h", ANN, List.of(), D, "r"),
            "hold.released",
            "{'hold':'h','subject':{'id':'ann','issuer':'i'},'actors':[],'token':'D','reason':'r'}"),
        Arguments.of(
            new RecordsPruned("standard", FROM, TO, 3, 9, 4, D, List.of("h")),
            "records.pruned",
            "{'retention':'standard','from':'2026-11-01T00:00:00Z','to':'2026-12-01T00:00:00Z','first':3,'last':9,'count':4,'root':'D','holds':['h']}"),
        Arguments.of(
            new PayloadErased(null, List.of(), null, "r", "s", null, 3, D),
            "payload.erased",
            "{'actors':[],'reason':'r','session':'s','frames':3,'digest':'D'}"));
  }

  private static CallIntent intent(@Nullable Authentication authentication) {
    return new CallIntent(
        "c",
        "s",
        null,
        null,
        List.of(),
        D,
        authentication,
        "p",
        "f",
        "http",
        "o",
        D,
        new Decision("permit", D, List.of(), null),
        null,
        List.of(),
        null,
        TO);
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void writesTheMembersOfTheContractAndReadsThemBack(RecordBody body, String type, String json) {
    var record = EvidenceRecord.of("w", 1, 0, Digest.ZERO, FROM, body);
    byte[] written = EvidenceJson.write(record);
    assertThat(new String(written, StandardCharsets.UTF_8).replace(D.toString(), "D"))
        .contains("\"type\":\"" + type + "\"")
        .endsWith("\"body\":" + json.replace('\'', '"') + "}");
    assertThat(EvidenceJson.readRecord(written)).isEqualTo(record);
  }

  @Test
  void aHoldWithoutConditionsIsUnconditional() {
    assertThat(HoldScope.EVERYTHING.unconditional()).isTrue();
    assertThat(SCOPE.unconditional()).isFalse();
    assertThat(new HoldScope(null, null, null, null, TO).unconditional()).isFalse();
  }

  @Test
  void refusesAHoldWithoutAScope() {
    var record =
        EvidenceRecord.of(
            "w", 1, 0, D, FROM, new HoldPlaced("h", ANN, List.of(), D, "r", HoldScope.EVERYTHING));
    String json = new String(EvidenceJson.write(record), StandardCharsets.UTF_8);
    byte[] without = json.replace(",\"scope\":{}", "").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> EvidenceJson.readRecord(without))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("scope: missing");
  }

  @Test
  void aStubHasOneLine() {
    var stub = new Stub(5, D, D, "gateway-0", 7, 8, RecordType.CALL_INTENT, "r", FROM, "c", "a");
    String line = new String(stub.line(), StandardCharsets.UTF_8).replace(D.toString(), "D");
    assertThat(line)
        .isEqualTo(
            "{\"leaf\":5,\"leafHash\":\"D\",\"digest\":\"D\",\"writer\":\"gateway-0\",\"epoch\":7,\"seq\":8,"
                + "\"type\":\"call.intent\",\"retention\":\"r\",\"from\":\"2026-11-01T00:00:00Z\",\"call\":\"c\",\"approval\":\"a\"}");
    assertThat(Stub.read(stub.line())).isEqualTo(stub);
    assertThat(Stub.begins(stub.line())).isTrue();
    var bare =
        new Stub(5, D, D, "gateway-0", 7, 8, RecordType.WRITER_CLOSED, "r", FROM, null, null);
    assertThat(Stub.read(bare.line())).isEqualTo(bare);
    assertThat(bare.line()).asString().endsWith("\"from\":\"2026-11-01T00:00:00Z\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "x",
        "{'leaf':1,'leafHash':'D','digest':'D','writer':'w','epoch':1,'seq':1,'type':'call.intent','retention':'r','from':'2026-11-01T00:00:00Z' }",
        "{'leafHash':'D','leaf':1,'digest':'D','writer':'w','epoch':1,'seq':1,'type':'call.intent','retention':'r','from':'2026-11-01T00:00:00Z'}",
        "{'leaf':1,'leafHash':'D','digest':'D','writer':'w','epoch':1,'seq':1,'type':'call.intent','retention':'r','from':'2026-11-01T00:00:00Z','call':null}",
        "{'leaf':-1,'leafHash':'D','digest':'D','writer':'w','epoch':1,'seq':1,'type':'call.intent','retention':'r','from':'2026-11-01T00:00:00Z'}",
        "{'leaf':1,'leafHash':'D','digest':'D','writer':'w','epoch':1,'seq':1,'type':'call.other','retention':'r','from':'2026-11-01T00:00:00Z'}",
        "{'leaf':1,'leafHash':'D','digest':'D','writer':'w','epoch':1,'seq':1,'type':'call.intent','retention':'r','from':'2026-11-01T00:00:00Z','more':1}",
        "{'leaf':1,'leaf':1,'leafHash':'D','digest':'D','writer':'w','epoch':1,'seq':1,'type':'call.intent','retention':'r','from':'2026-11-01T00:00:00Z'}",
        "{'leaf':1.0,'leafHash':'D','digest':'D','writer':'w','epoch':1,'seq':1,'type':'call.intent','retention':'r','from':'2026-11-01T00:00:00Z'}",
        "{'leaf':1,'leafHash':'D','digest':'D','writer':'w','epoch':1,'seq':1,'type':'call.intent'}",
        "{'leaf':1,'leafHash':'D','digest':'D','writer':'\\u0077','epoch':1,'seq':1,'type':'call.intent','retention':'r','from':'2026-11-01T00:00:00Z'}"
      })
  void refusesALineThatIsNotExactlyAStub(String json) {
    byte[] line =
        json.replace('\'', '"').replace("\"D\"", "\"" + D + "\"").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Stub.read(line)).isInstanceOf(MalformedRecordException.class);
  }

  @Test
  void refusesAStubAsLongAsNoRecordMayBe() {
    String call = "c".repeat(Stub.MAX_BYTES);
    var stub = new Stub(5, D, D, "gateway-0", 7, 8, RecordType.CALL_INTENT, "r", FROM, call, null);
    assertThatThrownBy(() -> Stub.read(stub.line()))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining("expected: < 65536");
  }

  @Test
  void aStubNamesTheCallAndTheApprovalOfItsRecord() {
    var consumed = new RecordBody.ApprovalConsumed("approval-p", "call-c", "gateway-0");
    var record = EvidenceRecord.of("approval-0", 3, 4, D, FROM, consumed);
    var stub = Stub.of(9, D, Digest.ZERO, record, "standard", FROM);
    assertThat(stub)
        .isEqualTo(
            new Stub(
                9,
                D,
                Digest.ZERO,
                "approval-0",
                3,
                4,
                RecordType.APPROVAL_CONSUMED,
                "standard",
                FROM,
                "call-c",
                "approval-p"));
    var closed = EvidenceRecord.of("w", 1, 2, D, FROM, new RecordBody.WriterClosed("r"));
    assertThat(Stub.of(1, D, D, closed, "standard", FROM).call()).isNull();
  }
}
