package dev.countersign.masking;

import static dev.countersign.masking.TestStreams.ARGUMENTS;
import static dev.countersign.masking.TestStreams.characters;
import static dev.countersign.masking.TestStreams.cut;
import static dev.countersign.masking.TestStreams.whole;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeltaJsonTest {

  private static final MaskingPolicy ALL = TestPolicies.all();

  static Stream<String> texts() {
    return Stream.of(
        "{\"email\":\"john@example.org\",\"password\":\"hunter2\",\"n\":[1,4111111111111111,true]}",
        "{\"to\":\"Hi\\njohn\\u0040example.org\\n\",\"token\":{\"a\":[\"b\",12]},\"john@example.org\":null}",
        "{\"inner\":\"{\\\"apiKey\\\":\\\"abc\\\",\\\"to\\\":\\\"a@b.org\\\"}\",\"cvv\":123}",
        " [\"\\ud83d\\ude00 a@b.org\", \"call 030 901820\", {\"phone\":\"030 901820\"}] and a@b.org",
        "\"a@b.org\", he said, \"c@d.org\"",
        "{\"cut\": \"a@b.org\", \"secret\": \"abc",
        "[see a@b.org]");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void masksJsonThatComesInPiecesAsIfItWereWhole(String text) {
    for (int at = 0; at <= text.length(); at++) {
      assertMasked(ARGUMENTS, cut(text, at));
      assertMasked(ARGUMENTS, cut(text, at / 2, at));
    }
    for (TestStreams.Shape shape : TestStreams.ALL) {
      if (!shape.equals(TestStreams.PLAIN)) {
        assertMasked(shape, characters(text));
      }
    }
  }

  @Test
  void masksJsonInPiecesOfPlainText() {
    for (String piece : List.of("{\"password\":\"x", "{\"email\": \"x", "[1, \"a@b.org")) {
      assertMasked(TestStreams.PLAIN, List.of(piece, "y z", "z\"", ", ", "12}"));
    }
  }

  @Test
  void judgesALongStringAsATextThatEndsWithItsQuote() {
    String prose = "The quick brown fox jumps over the lazy dog.\\n".repeat(20);
    String text =
        "{\"path\":\"a.txt\",\"content\":\"%sTo jo\\u0068n\\u0040example.org\\ud83d\\ude00 \\\"a@b.org\\\" %sfrom c@d.org\",\"cvv\":\"12\"}"
            .formatted(prose, prose);
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      int[] places = random.ints(40, 0, text.length() + 1).sorted().toArray();
      assertMasked(ARGUMENTS, cut(text, places));
    }
    assertMasked(ARGUMENTS, characters(text));
  }

  @Test
  void hidesALongStringThatARuleTakes() {
    String text = "{\"password\":\"" + "a \\\" b \\\\ c".repeat(100) + "\",\"n\":1}";
    assertMasked(ARGUMENTS, characters(text));
    assertMasked(ARGUMENTS, cut(text, 40, 500, 700));
  }

  @Test
  void appliesRulesInsideOfJsonInALongString() {
    String inner = "{\\\"x\\\":\\\"" + "word ".repeat(80) + "\\\",\\\"password\\\":\\\"p\\\"}";
    assertMasked(ARGUMENTS, characters("{\"content\":\"" + inner + "\"}"));
  }

  @Test
  void aLongStringIsPassedOnWhileItComes() {
    List<String> events = new ArrayList<>(List.of(ARGUMENTS.event("{\"text\":\"")));
    for (int i = 0; i < 200; i++) {
      events.add(ARGUMENTS.event("word "));
    }
    List<String> given = TestStreams.givenAfter(ALL, events);
    assertThat(given.get(40)).isEmpty();
    assertThat(TestStreams.data(given.get(200))).hasSizeGreaterThan(195);
  }

  @Test
  void argumentsThatAreCompleteWaitForNothing() {
    String event = ARGUMENTS.event("{\"to\":\"joe\"}");
    assertThat(TestStreams.givenAfter(ALL, List.of(event)).get(0)).isEqualTo(event);
  }

  @Test
  void hidesWhatWaitsTooLongInAString() {
    List<String> events = new ArrayList<>(List.of(ARGUMENTS.event("{\"text\":\"see joe")));
    for (int i = 0; i < 300; i++) {
      events.add(ARGUMENTS.event(""));
    }
    events.add(ARGUMENTS.event("x@b.org and on\"}"));
    List<String> given = TestStreams.givenAfter(ALL, events);
    assertThat(given.get(255)).isEmpty();
    assertThat(given.get(256)).isNotEmpty();
    assertThat(ARGUMENTS.text(given.getLast()))
        .matches("\\{\"text\":\"see \\[redacted:[a-z-]+] and on\"}");
  }

  private static void assertMasked(TestStreams.Shape shape, List<String> pieces) {
    byte[] stream = shape.stream(pieces).getBytes(UTF_8);
    Outcome masked = Outcome.of(ALL, MediaKind.SSE, stream);
    assertThat(shape.text(masked.text()))
        .as("%s %s", shape, pieces)
        .isEqualTo(whole(ALL, String.join("", pieces)));
    assertThat(Outcome.of(ALL, MediaKind.SSE, masked.text().getBytes(UTF_8)).text())
        .isEqualTo(masked.text());
  }
}
