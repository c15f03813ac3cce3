package dev.countersign.evidence.holes;

import static dev.countersign.evidence.holes.TestSpans.marked;
import static dev.countersign.evidence.holes.TestSpans.masked;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.masking.Detector;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MaskingStrategy;
import dev.countersign.masking.MediaKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HolePathsTest {
  private static final MaskingRule EMAIL = MaskingRule.detect("email", Detector.EMAIL);
  private static final MaskingRule PIN = MaskingRule.key("pin", "pin");

  @Test
  void namesValuesInJson() {
    assertThat(
            masked(
                MediaKind.JSON,
                """
                {"customers":[{"email":"a@example.org","pin":12},
                 {"email":"none","pin":{"old":[true,1]}}],"it's":"b@example.org"}\
                """,
                EMAIL,
                PIN))
        .containsExactly(
            "$['customers'][0]['email']",
            "$['customers'][0]['pin']",
            "$['customers'][1]['pin']['old'][0]",
            "$['customers'][1]['pin']['old'][1]",
            "$['it\\'s']");
    assertThat(masked(MediaKind.JSON, "\"a@example.org\"", EMAIL)).containsExactly("$");
  }

  @Test
  void namesTheBytesOfAPartOfAString() {
    assertThat(
            masked(
                MediaKind.JSON, "{\"note\":\"to \\\"a@example.org\\\" and b@example.org\"}", EMAIL))
        .containsExactly("$['note'], bytes 4 to 20", "$['note'], bytes 26 to 42");
  }

  @Test
  void showsOnlyTheMaskedNameOfAMember() {
    assertThat(masked(MediaKind.JSON, "{\"a@example.org\":{\"pin\":1}}", EMAIL, PIN))
        .containsExactly("$['[redacted:email]'], name", "$['[redacted:email]']['pin']");
  }

  @Test
  void goesIntoJsonInsideOfStrings() {
    assertThat(
            masked(
                MediaKind.JSON,
                "{\"body\":\"{\\\"to\\\":[\\\"a@example.org\\\",\\\"x b@example.org\\\"]}\",\"pin\":1}",
                EMAIL,
                PIN))
        .containsExactly(
            "$['body'] > $['to'][0]", "$['body'] > $['to'][1], bytes 2 to 18", "$['pin']");
    assertThat(masked(MediaKind.JSON, "\"[1] a@example.org\"", EMAIL))
        .containsExactly("$, bytes 4 to 20");
  }

  @Test
  void namesTheLineInLines() {
    assertThat(masked(MediaKind.NDJSON, "{\"pin\":1}\n\n{\"a\":[{\"pin\":2}]}\n", PIN))
        .containsExactly("line 1 > $['pin']", "line 3 > $['a'][0]['pin']");
    assertThat(
            masked(
                MediaKind.TEXT,
                "first\ngrüße an a@example.org, b@example.org\n{\"pin\":1}\nc@example.org",
                EMAIL,
                PIN))
        .containsExactly(
            "line 2, column 10", "line 2, column 28", "line 3 > $['pin']", "line 4, column 1");
  }

  @Test
  void namesTheEventInStreams() {
    assertThat(
            masked(
                MediaKind.SSE,
                """
                : for a@example.org
                data: {"to":"a@example.org",
                data: "pin":1}

                event: x
                data: to a@example.org


                id: b@example.org
                data: {"pin":2}
                """,
                EMAIL,
                PIN))
        .containsExactlyInAnyOrder(
            "event 1, line 1, bytes 6 to 22",
            "event 1 > $['to']",
            "event 1 > $['pin']",
            "event 2, bytes 3 to 19",
            "event 3, line 1, bytes 4 to 20",
            "event 3 > $['pin']");
  }

  @Test
  void namesRowAndColumnInTables() {
    assertThat(
            masked(
                MediaKind.CSV,
                "id,pin,x@example.org\r\n1,2,\"to \"\"a@example.org\"\"\"\r\n2,\"a,b\",\"{\"\"pin\"\":3}\"\r\n",
                EMAIL,
                PIN))
        .containsExactly(
            "row 1, column 3 '[redacted:email]', name",
            "row 2, column 2 'pin'",
            "row 2, column 3 '[redacted:email]', bytes 4 to 20",
            "row 3, column 2 'pin'",
            "row 3, column 3 '[redacted:email]' > $['pin']");
    assertThat(masked(MediaKind.TSV, "a\tpin\nb@example.org\tc\n", EMAIL, PIN))
        .containsExactly("row 2, column 1 'a'", "row 2, column 2 'pin'");
  }

  @Test
  void namesTheFieldInForms() {
    assertThat(
            masked(
                MediaKind.FORM,
                "a=1&pin=2&x+y=to+c%40example.org&a%40example.org=3&j=%7B%22pin%22%3A1%7D",
                EMAIL,
                PIN))
        .containsExactly(
            "field 2 'pin'",
            "field 3 'x y', bytes 3 to 19",
            "field 4 '[redacted:email]', name",
            "field 5 'j' > $['pin']");
  }

  @Test
  void namesElementsAndAttributesInXml() {
    assertThat(
            masked(
                MediaKind.XML,
                """
                <?xml version="1.0"?><!-- a@example.org --><a><b/><b pin="7" c="x b@example.org">
                 c@example.org</b><c>&amp;d@example.org</c><pin>1<x>2</x></pin><d><![CDATA[e@example.org]]></d></a>\
                """,
                EMAIL,
                PIN))
        .containsExactly(
            "/comment()",
            "/a/b[2]/@pin",
            "/a/b[2]/@c, bytes 2 to 18",
            "/a/b[2]/text()",
            "/a/c[1]/text(), bytes 1 to 17",
            "/a/pin[1]/text()",
            "/a/pin[1]/x[1]/text()",
            "/a/d[1]/text()");
  }

  @Test
  void saysOfWhatDroppedMembersAre() {
    var pin = new MaskingRule.Key("pin", List.of("pin"), MaskingStrategy.drop());
    var mail = new MaskingRule.Detect("mail", Detector.EMAIL, MaskingStrategy.drop());
    assertThat(
            masked(
                MediaKind.JSON,
                "{\"a\":{\"pin\":1,\"b\":\"to a@example.org\"},\"pin\":2}",
                pin,
                mail))
        .containsExactly("$['a'], gone", "$['a']['b'], at byte 3", "$, gone");
    assertThat(masked(MediaKind.XML, "<a><pin>1</pin><b pin='2'/></a>", pin))
        .containsExactly("/a, gone", "/a/b[1], gone");
    assertThat(masked(MediaKind.CSV, "a,pin\n1,2\n", pin)).containsExactly("row 2, column 2 'pin'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JSON | {'a':1,'b':{}} | 1 | $, gone",
        "JSON | {'a':1,'b':{}} | 6 | $, gone",
        "JSON | {'a':1,'b':{}} | 12 | $['b'], gone",
        "JSON | [1,[2]] | 5 | $[1], gone",
        "JSON | {'a':'xy'} | 7 | $['a'], at byte 1",
        "XML | <a><b/><c/></a> | 7 | /a, gone",
        "XML | <a b='c' /> | 8 | /a, gone",
        "FORM | a=1&b=2 | 3 | field 1 'a', at byte 1",
        "CSV | a,b\\n1,\\n | 6 | row 2, column 2 'b'",
      })
  void saysWhereSomethingIsGone(BodyKind kind, String body, long at, String path) {
    String text = kind == BodyKind.XML ? body : body.replace('\'', '"');
    assertThat(marked(kind, text.replace("\\n", "\n"), new long[] {at, at})).containsExactly(path);
  }

  @Test
  void namesHolesByTheirBytesWhereTheBodyIsNotOfItsKind() {
    assertThat(
            marked(BodyKind.JSON, "{\"a\":1,oops \"b\":2}", new long[] {5, 6}, new long[] {16, 17}))
        .containsExactly("$['a']", "bytes 16 to 17");
    assertThat(marked(BodyKind.JSON, "", new long[] {0, 0})).containsExactly("bytes 0 to 0");
  }

  @ParameterizedTest
  @EnumSource(BodyKind.class)
  void namesEveryHoleOfAnyBytes(BodyKind kind) {
    var random = new java.util.Random(kind.ordinal());
    for (int run = 0; run < 3000; run++) {
      StringBuilder body = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        body.append("{}[]\",:\\n1a=&;<>/!-?'\n\r\t %".charAt(random.nextInt(26)));
      }
      List<long[]> spans = new ArrayList<>();
      for (int at = random.nextInt(4); at <= body.length(); at += random.nextInt(6)) {
        int end = Math.min(body.length(), at + random.nextInt(4));
        spans.add(new long[] {at, end});
        at = end;
      }
      assertThat(marked(kind, body.toString(), spans.toArray(long[][]::new)))
          .as(body.toString())
          .hasSize(spans.size())
          .doesNotContainNull();
    }
  }

  @Test
  void writesNoPathLongerThanSoMuch() {
    String body = "[".repeat(3000) + "1" + "]".repeat(3000);
    assertThat(marked(BodyKind.JSON, body, new long[] {3000, 3001}).getFirst())
        .startsWith("$[0][0]")
        .endsWith("…")
        .hasSizeLessThan(HolePath.MAX + 10);
    String name = "ü".repeat(100_000);
    assertThat(marked(BodyKind.JSON, "{\"" + name + "\":1}", new long[] {200_004, 200_005}))
        .containsExactly("$['" + "ü".repeat(64) + "…']");
  }

  @Test
  void namesAHoleInWhatEndsWithALongName() {
    for (int length = 126; length < 135; length++) {
      String body = "<" + "n".repeat(length);
      assertThat(marked(BodyKind.XML, body, new long[] {0, 1}).getFirst()).startsWith("/nnn");
    }
  }

  @Test
  void namesAHoleThatGoesOnBehindItsEvent() {
    assertThat(marked(BodyKind.SSE, "data: ab\n\ndata: c", new long[] {7, 12}))
        .containsExactly("event 1");
  }

  @Test
  void isLinear() {
    String many = "{\"" + "n".repeat(1 << 20) + "\":[" + "1,".repeat(200_000) + "1]}";
    long[][] spans = new long[200_000][];
    int first = many.indexOf('[') + 1;
    for (int i = 0; i < spans.length; i++) {
      spans[i] = new long[] {first + 2L * i, first + 2L * i + 1};
    }
    Assertions.assertTimeout(
        Duration.ofSeconds(10),
        () -> assertThat(marked(BodyKind.JSON, many, spans)).hasSize(spans.length));
  }

  @Test
  void refusesHolesThatCannotBe() {
    assertThatThrownBy(() -> marked(BodyKind.JSON, "[1]", new long[] {2, 4}))
        .hasMessage("hole 0: 2 to 4 (expected: within 0 to 3)");
    assertThatThrownBy(() -> marked(BodyKind.JSON, "[1]", new long[] {1, 2}, new long[] {1, 2}))
        .hasMessageContaining("hole 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {" {\"a\":[1,{}]} | JSON", "<a/> | XML", "{\"a\":1}{\"a\":2} | TEXT", "hello | TEXT"})
  void guessesWhatABodyIs(String body, BodyKind kind) {
    assertThat(BodyKind.guess(body.getBytes(UTF_8))).isEqualTo(kind);
  }
}
