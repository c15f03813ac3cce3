package dev.countersign.evidence.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.Decision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceJsonTest {
  private static final Digest D = Digest.of("x".getBytes(StandardCharsets.US_ASCII));

  @Test
  void writesMembersInTheContractsOrderAndLeavesAbsentOnesOut() {
    String json =
        new String(EvidenceJson.write(intent()), StandardCharsets.UTF_8).replace(D.toString(), "D");
    assertThat(json)
        .isEqualTo(
            """
            {"v":1,"type":"call.intent","writer":"gateway-0","epoch":5,"seq":7,"prev":"D",\
            "time":"2026-11-20T12:00:00.123456Z","body":{"call":"c","session":"s",\
            "subject":{"id":"alice","issuer":"https://id","groups":["support"]},"actors":[],\
            "token":"D","connection":"payments","function":"refund","protocol":"http",\
            "operation":"POST /refunds","arguments":"D","decision":{"effect":"permit",\
            "policy":"D","rules":["grant:support"]},"masking":["pii"],\
            "deadline":"2026-11-20T12:00:30Z"}}\
            """);
  }

  @Test
  void readsWhatItWrote() {
    EvidenceRecord intent = intent();
    assertThat(EvidenceJson.readRecord(EvidenceJson.write(intent))).isEqualTo(intent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"v\":1}",
        "{\"v\":1,\"type\":\"writer.closed\",\"writer\":\"w\",\"epoch\":1,\"seq\":0,\"prev\":\"P\",\"time\":\"2026-01-01T00:00:00Z\",\"body\":{}}",
        "{\"v\":1,\"v\":1}",
        "{\"v\":2,\"type\":\"writer.closed\",\"writer\":\"w\",\"epoch\":1,\"seq\":0,\"prev\":\"P\",\"time\":\"2026-01-01T00:00:00Z\",\"body\":{\"reason\":\"r\"}}",
        "{\"v\":1,\"type\":\"other\",\"writer\":\"w\",\"epoch\":1,\"seq\":0,\"prev\":\"P\",\"time\":\"2026-01-01T00:00:00Z\",\"body\":{\"reason\":\"r\"}}",
        "{\"v\":1,\"type\":\"writer.closed\",\"writer\":\"w\",\"epoch\":1,\"seq\":0,\"prev\":\"P\",\"time\":\"2026-01-01T00:00:00Z\",\"body\":{\"reason\":\"r\",\"more\":1}}",
        "{\"v\":1,\"type\":\"writer.closed\",\"writer\":\"w\",\"epoch\":1,\"seq\":0,\"prev\":\"P\",\"time\":\"2026-01-01T00:00:00Z\",\"body\":{\"reason\":\"r\",\"reason\":\"s\"}}",
        "{\"v\":1,\"type\":\"writer.closed\",\"writer\":\"w\",\"epoch\":1,\"seq\":0,\"prev\":\"P\",\"time\":\"2026-01-01T00:00:00Z\",\"body\":{\"reason\":\"r\"}} x",
        "{\"v\":1,\"type\":\"writer.closed\",\"writer\":\"w\",\"epoch\":\"1\",\"seq\":0,\"prev\":\"P\",\"time\":\"2026-01-01T00:00:00Z\",\"body\":{\"reason\":\"r\"}}",
        "{\"v\":1,\"type\":\"writer.closed\",\"writer\":5,\"epoch\":1,\"seq\":0,\"prev\":\"P\",\"time\":\"2026-01-01T00:00:00Z\",\"body\":{\"reason\":\"r\"}}",
        "{\"v\":1,\"type\":\"writer.closed\",\"writer\":\"w\",\"epoch\":1,\"seq\":0,\"prev\":\"P\",\"time\":\"2026-01-01T00:00:00Z\",\"body\":{\"reason\":true}}",
        "{\"v\":1,\"type\":\"writer.closed\",\"writer\":\"w\",\"epoch\":1,\"seq\":0,\"prev\":\"P\",\"time\":\"2026-01-01T00:00:00Z\",\"body\":{\"reason\":1.5}}",
        "{\"v\":1,\"type\":\"writer.closed\",\"writer\":\"w\",\"epoch\":1,\"seq\":0,\"prev\":\"P\",\"time\":1,\"body\":{\"reason\":\"r\"}}",
        "{\"v\":1,\"type\":\"writer.closed\",\"writer\":\"w\",\"epoch\":1,\"seq\":0,\"prev\":\"P\",\"time\":\"2026-01-01T00:00:00+01:00\",\"body\":{\"reason\":\"r\"}}"
      })
  void refusesWhatIsNotExactlyOneRecord(String json) {
    byte[] bytes = json.replace("\"P\"", "\"" + D + "\"").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> EvidenceJson.readRecord(bytes))
        .isInstanceOf(MalformedRecordException.class);
  }

  private static EvidenceRecord intent() {
    return EvidenceRecord.of(
        "gateway-0",
        5,
        7,
        D,
        Instant.parse("2026-11-20T12:00:00.123456Z"),
        new CallIntent(
            "c",
            "s",
            null,
            new Party("alice", "https://id", List.of("support"), null),
            List.of(),
            D,
            "payments",
            "refund",
            "http",
            "POST /refunds",
            D,
            new Decision("permit", D, List.of("grant:support"), null),
            null,
            List.of("pii"),
            null,
            Instant.parse("2026-11-20T12:00:30Z")));
  }
}
