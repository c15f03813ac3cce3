package dev.countersign.evidence.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The fast reader never says anything that the general parser does not say.
class PlainRecordsTest {
  private static final Digest D = Digest.of("x".getBytes(StandardCharsets.US_ASCII));
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00.123456Z");
  private static final List<Party> ACTORS =
      List.of(Party.actor("a", "https://id", "agent"), Party.actor("b", "https://id", null));

  static Stream<RecordBody> bodies() {
    return Stream.concat(SampleBodies.all(), Stream.of(intent("alice")));
  }

  private static RecordBody intent(String subject) {
    return new RecordBody.CallIntent(
        "c",
        "s",
        null,
        new Party(subject, "https://id", List.of(), null),
        ACTORS,
        D,
        "payments",
        "refund",
        "http",
        "POST /refunds",
        D,
        new RecordBody.Decision("permit", D, List.of("grant:support"), "low"),
        null,
        List.of("pii", "secrets"),
        D,
        AT);
  }

  private static RecordBody refused() {
    return SampleBodies.all()
        .filter(RecordBody.CallRefused.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private static byte[] written(RecordBody body) {
    return EvidenceJson.write(EvidenceRecord.of("gateway-0", 5, 7, D, AT, body));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void readsWhatIsWrittenAsTheGeneralParserDoes(RecordBody body) {
    byte[] payload = written(body);
    assertThat(PlainRecords.read(payload)).isNotNull().isEqualTo(general(payload));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ß", "a\"b", "a\\b", "a\nb", "\u0000", "\ud83d\ude00"})
  void leavesTextsThatAreNotPlainToTheGeneralParser(String text) {
    byte[] payload = written(intent(text));
    assertThat(PlainRecords.read(payload)).isNull();
    assertThat(EvidenceJson.readRecord(payload)).isEqualTo(general(payload));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "2024-02-29T23:59:59.999999999Z",
        "2026-02-29T00:00:00Z",
        "2026-11-31T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z",
        "2026-11-20T24:00:00Z",
        "2026-11-20T12:60:00Z",
        "2026-11-20T12:00:60Z",
        "2026-11-20T12:00:00.Z",
        "2026-11-20T12:00:00.1234567890Z",
        "2026-11-20T12:00:00.5Z",
        "2026-11-20t12:00:00Z",
        "2026-11-20T12:00:00.Z0",
        "2026-11-20T12:00:0aZ",
        "2026-11-20T12:00:00.00000000aZ",
        "2026-11-20T12:00:00.5",
        "2026-11-20T12:00-00Z",
        "2026-11-20T12:00Z",
        "2026-11-20T12:00:00",
        "1969-12-31T23:59:59Z",
        "+12026-11-20T12:00:00Z",
        "-026-11-20T12:00:00Z"
      })
  void readsATimeAsTheGeneralParserDoesOrNotAtAll(String time) {
    agrees(replaced("\"" + AT + "\"", "\"" + time + "\""));
  }

  @Test
  void readsTheSameTimeBehindAnyOther() {
    List<String> minutes = new ArrayList<>();
    for (String day : List.of("2026-11-20", "2026-12-20", "2027-11-20", "2026-11-21")) {
      for (int minute = 0; minute < 60; minute++) {
        minutes.add("%sT%02d:%02d".formatted(day, minute % 24, minute));
      }
    }
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      String time = minutes.get(random.nextInt(minutes.size())) + ":07.25Z";
      byte[] payload = replaced("\"" + AT + "\"", "\"" + time + "\"");
      assertThat(PlainRecords.read(payload))
          .isNotNull()
          .extracting(EvidenceRecord::time)
          .isEqualTo(Instant.parse(time));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "00",
        "07",
        "-1",
        "1.0",
        "1e3",
        "1E3",
        "true",
        "null",
        "\"7\"",
        "+7",
        "",
        "-",
        "999999999999999999",
        "9223372036854775807",
        "9223372036854775808",
        "7 ",
        " 7"
      })
  void readsANumberAsTheGeneralParserDoesOrNotAtAll(String number) {
    agrees(replaced("\"seq\":7", "\"seq\":" + number));
    agrees(
        new String(written(refused()), StandardCharsets.UTF_8)
            .replace(":403", ":" + number)
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void leavesAnyOtherFormToTheGeneralParser() {
    for (String other :
        List.of(
            "{\"v\":1, \"type\"",
            "{ \"v\":1,\"type\"",
            "{\"v\":1,\"v\":1,\"type\"",
            "{\"v\":2,\"type\"")) {
      byte[] payload = replaced("{\"v\":1,\"type\"", other);
      assertThat(PlainRecords.read(payload)).as(other).isNull();
      agrees(payload);
    }
  }

  /// Bytes are changed, taken out, doubled and moved: what the fast reader still reads, the general
  /// parser must read as the same.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void agreesOnSpoiltRecords(long seed) {
    Random random = new Random(seed);
    List<byte[]> originals = new ArrayList<>(bodies().map(PlainRecordsTest::written).toList());
    int read = 0;
    for (int i = 0; i < 6_000; i++) {
      byte[] payload = spoilt(originals.get(random.nextInt(originals.size())), random);
      read += agrees(payload) ? 1 : 0;
    }
    assertThat(read).isPositive();
  }

  private static byte[] spoilt(byte[] original, Random random) {
    String text = new String(original, StandardCharsets.ISO_8859_1);
    int from = random.nextInt(text.length());
    int to = Math.min(text.length(), from + 1 + random.nextInt(random.nextBoolean() ? 2 : 40));
    String part = text.substring(from, to);
    int place = random.nextInt(text.length());
    String spoilt =
        switch (random.nextInt(5)) {
          case 0 -> text.substring(0, from) + text.substring(to);
          case 1 -> text.substring(0, place) + part + text.substring(place);
          case 2 -> text.substring(0, from) + (char) random.nextInt(256) + text.substring(from + 1);
          case 3 ->
              text.substring(0, from)
                  + "{}[]\",:0-9.eEn\\ \t".charAt(random.nextInt(17))
                  + text.substring(from);
          default ->
              text.substring(0, from)
                  + (char) (text.charAt(from) ^ 1 << random.nextInt(8))
                  + text.substring(from + 1);
        };
    return spoilt.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] replaced(String what, String by) {
    String json = new String(written(intent("alice")), StandardCharsets.UTF_8);
    assertThat(json).contains(what);
    int at = json.indexOf(what);
    return (json.substring(0, at) + by + json.substring(at + what.length()))
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Whether the fast reader reads it; then the general parser must too.
  private static boolean agrees(byte[] payload) {
    EvidenceRecord plain = PlainRecords.read(payload);
    if (plain == null) {
      return false;
    }
    assertThat(general(payload))
        .as(new String(payload, StandardCharsets.ISO_8859_1))
        .isEqualTo(plain);
    return true;
  }

  private static @Nullable EvidenceRecord general(byte[] payload) {
    try {
      return EvidenceJson.readAnyRecord(payload);
    } catch (MalformedRecordException e) {
      return null;
    }
  }
}
