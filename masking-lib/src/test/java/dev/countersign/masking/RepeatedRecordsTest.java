package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What repeats is masked by what was learnt of it before; what differs in the middle of it must be
/// taken for what it is. Byte by byte nothing is masked that way, so both have to come out the
/// same.
class RepeatedRecordsTest {

  private static final String RECORD =
      """
      {"id": "c-1", "email": "joe@example.org", "password" : "p w", "n": 17, "cvv": 123,
       "at": {"x": [1, 2.50, -3, true], "y": null}, "tags": ["a", "b"], "deleted": false, "s": "t"}\
      """;

  private static final MaskingPolicy POLICY =
      MaskingPolicy.compile(
          List.of(
              MaskingRule.key("name", "password", "cvv"),
              MaskingRule.path("path", "$[3].at.x[1]"),
              MaskingRule.detect("email", Detector.EMAIL),
              MaskingRule.detect("card", Detector.CARD),
              MaskingRule.detect("ssn", Detector.SSN)));

  static List<String> oddRecords() {
    return List.of(
        RECORD.replace("\"n\": 17", "\"id\": 17"),
        RECORD.replace("\"n\": 17", "\"\\u0069d\": 17"),
        RECORD.replace("\"n\": 17", "\"\\u006e\": 17"),
        RECORD.replace("\"n\": 17", "\"joe@example.org\": 17"),
        RECORD.replace("\"n\": 17", "\"n\" :\t17"),
        RECORD.replace("\"n\": 17", "\"n\": 017"),
        RECORD.replace("\"n\": 17", "\"n\": -"),
        RECORD.replace("\"n\": 17", "\"n\": 1."),
        RECORD.replace("\"n\": 17", "\"n\": 1.e5"),
        RECORD.replace("\"n\": 17", "\"n\": 0.00000000000000000001e-400"),
        RECORD.replace("\"n\": 17", "\"n\": 12345678"),
        RECORD.replace("\"n\": 17", "\"n\": 123456789"),
        RECORD.replace("\"n\": 17", "\"n\": 4111111111111111"),
        RECORD.replace("\"n\": 17", "\"n\": 4.111111111111111e15"),
        RECORD.replace("\"n\": 17", "\"ssn\": 219099999"),
        RECORD.replace("\"s\": \"t\"", "\"s\": "),
        RECORD.replace("\"s\": \"t\"", "\"s\" :"),
        RECORD.replace("\"s\": \"t\"", "\"n\":"),
        RECORD.replace("\"n\": 17", "\"n\": tru"),
        RECORD.replace("\"n\": 17", "\"n\": truely"),
        RECORD.replace("\"n\": 17", "\"n\": nul1"),
        RECORD.replace("\"n\": 17", "\"n\": falsy"),
        RECORD.replace("\"n\": 17", "\"n\": [[], {}, [{}]]"),
        RECORD.replace("\"n\": 17", "\"n\": 17,"),
        RECORD.replace("\"n\": 17,", "\"n\": 17"),
        RECORD.replace("\"n\": 17", "\"n\" 17"),
        RECORD.replace("\"n\": 17", "n: 17"),
        RECORD.replace(
            "\"n\": 17", "\"n\": {\"n\": \"{\\\"password\\\":1}\", \"m\": \"joe@x.org\"}"),
        RECORD.replace("\"n\": 17", "\"n\": \"[1,\\\"joe@x.org\\\"]\""),
        RECORD.replace("\"n\": 17", "\"n\": \"[1,2]\""),
        RECORD.replace("\"n\": 17", "\"n\": \"a\u0001b\""),
        RECORD.replace("\"n\": 17", "\"n\": \"Bj\u00f6rn 4111 1111 1111 1111\""),
        RECORD.replace("\"n\": 17", "\"n\": \"" + "x".repeat(500) + " joe@example.org\""),
        RECORD.replace("\"password\" : \"p w\"", "\"password\" : null"),
        RECORD.replace("\"password\" : \"p w\"", "\"password\" : [1, {\"a\": \"b\"}]"),
        RECORD.replace("\"password\" : \"p w\"", "\"password\" : \"\\\"\""),
        RECORD.replace("true]", "true}"),
        RECORD.replace("\"a\", \"b\"]", "\"a\", \"b\",]"),
        RECORD.replace("\"a\", \"b\"]", ", \"b\"]"),
        RECORD.replace("\"a\", \"b\"]", "\"a\" \"b\"]"),
        RECORD.replace("\"s\": \"t\"", "\"s\": \"t\", \"s\": \"t\""),
        RECORD.replace("\"n\": 17", "\"n\": 17, \"n\": 17"),
        RECORD.replace("{\"id\"", "{, \"id\""),
        RECORD.replace("\"s\": \"t\"}", "\"s\": \"t\",}"),
        RECORD.replace(" ", ""),
        "{}",
        "[]",
        "\"joe@example.org\"",
        "4111111111111111");
  }

  @ParameterizedTest
  @MethodSource("oddRecords")
  void anOddRecordAmongOthersIsTakenForWhatItIs(String odd) {
    byte[] body = among(odd).getBytes(UTF_8);
    assertThat(Outcome.of(POLICY, MediaKind.JSON, body))
        .isEqualTo(Outcome.byteByByte(POLICY, MediaKind.JSON, body));
  }

  @ParameterizedTest
  @MethodSource("oddRecords")
  void soIsAnOddLine(String odd) {
    String line = RECORD.replace("\n", "");
    byte[] body = (line + "\n" + line + "\n" + odd + "\n" + line + "\n").getBytes(UTF_8);
    assertThat(Outcome.of(POLICY, MediaKind.NDJSON, body))
        .isEqualTo(Outcome.byteByByte(POLICY, MediaKind.NDJSON, body));
  }

  /// Pieces of strings with escapes, of which none, or some, or all together hold something.
  private static final String[] PIECES = {
    "\\n", "\\\"", "\\\\", "\\/", "\\t", "\\u0040", "\\u006a", "Lamp", " ", "joe", "@",
        "example.org", "4111",
    "-", "--", "219-09-1234", "pwd", "=", ": ", "\u00f6", "{", "eyJ", "YWJjZGVmZ2hpamtsbW5v", "\\x",
        "%40", "::1"
  };

  @Test
  void stringsWithEscapesAreTakenForWhatTheySay() {
    Random random = new Random(11);
    MaskingPolicy packs =
        MaskingPolicy.compile(
            MaskingPacks.names().stream()
                .flatMap(pack -> MaskingPacks.rules(pack).stream())
                .toList());
    for (int i = 0; i < 3000; i++) {
      StringBuilder value = new StringBuilder(random.nextBoolean() ? "Lamp " : "");
      for (int pieces = 1 + random.nextInt(7); pieces > 0; pieces--) {
        value.append(PIECES[random.nextInt(PIECES.length)]);
      }
      byte[] body =
          ("[{\"t\": \"a\"}, {\"t\": \""
                  + value
                  + "\"}, {\"t\": \"b\", \"rest\": \""
                  + "x".repeat(60)
                  + "\"}]")
              .getBytes(UTF_8);
      MaskingPolicy policy = i % 2 == 0 ? packs : POLICY;
      assertThat(Outcome.of(policy, MediaKind.JSON, body))
          .as(value.toString())
          .isEqualTo(Outcome.byteByByte(policy, MediaKind.JSON, body));
    }
  }

  @Test
  void noLineGoesOnInTheNextBecauseJsonInAStringMay() {
    String inside =
        "{\n \"x\": 1,\n \"password\": \"p w\",\n \"more\": [1, 2, 3, 4, 5, 6, 7, 8, 9]}";
    String quoted = inside.replace("\"", "\\\"").replace("\n", "\\n");
    byte[] body = ("{\"text\": \"" + quoted + "\"}\n").repeat(3).concat(inside).getBytes(UTF_8);
    Outcome whole = Outcome.of(POLICY, MediaKind.NDJSON, body);
    assertThat(whole).isEqualTo(Outcome.byteByByte(POLICY, MediaKind.NDJSON, body));
    assertThat(whole.text()).contains("malformed");
  }

  @Test
  void brokenUtf8IsFoundInAKnownRecord() {
    byte[] body = among(RECORD).getBytes(UTF_8);
    for (int at = body.length - 200; at < body.length; at++) {
      byte[] spoilt = body.clone();
      spoilt[at] = (byte) 0xc3;
      assertThat(Outcome.of(POLICY, MediaKind.JSON, spoilt))
          .isEqualTo(Outcome.byteByByte(POLICY, MediaKind.JSON, spoilt));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 9, 10, 11, 64})
  void noObjectHasMoreMembersThanItMay(int most) {
    MaskingLimits limits = MaskingLimits.defaults();
    MaskingPolicy policy =
        MaskingPolicy.compile(
            List.of(MaskingRule.key("name", "password")),
            new MaskingLimits(
                limits.maxDepth(),
                limits.maxToken(),
                most,
                limits.maxEmbedding(),
                limits.maxHoles()));
    byte[] body = among(RECORD).getBytes(UTF_8);
    Outcome whole = Outcome.of(policy, MediaKind.JSON, body);
    assertThat(whole).isEqualTo(Outcome.byteByByte(policy, MediaKind.JSON, body));
    assertThat(whole.text().contains("too-many-members")).isEqualTo(most < 9);
  }

  @ParameterizedTest
  @EnumSource(
      value = MediaKind.class,
      names = {"JSON", "SSE", "TEXT"})
  void manyOrdersOfNamesAreMaskedLikeOne(MediaKind kind) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      String record =
          "{\"k%d\": 1, \"m%d\": \"joe@example.org\", \"n%d\": 2, \"password\": \"x\"}"
              .formatted(i % 40, i % 300, i);
      body.append(i == 0 ? "data: [" : ", ").append(record);
    }
    String text = body.append("]\n\n").toString();
    byte[] bytes = (kind == MediaKind.SSE ? text : text.substring(6)).getBytes(UTF_8);
    Outcome whole = Outcome.of(POLICY, kind, bytes);
    assertThat(whole).isEqualTo(Outcome.byteByByte(POLICY, kind, bytes));
    assertThat(whole.text()).doesNotContain("joe@example.org", "\"x\"");
  }

  private static String among(String odd) {
    String three = RECORD + ",\n" + RECORD + ",\n" + RECORD + ",\n";
    return "[" + three + three + odd + ",\n" + three + RECORD + "]";
  }
}
