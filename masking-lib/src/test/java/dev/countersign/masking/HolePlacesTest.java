package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.all;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HolePlacesTest {

  private static final MaskingPolicy ALL = all();

  static Stream<Corpus.Body> bodies() {
    return Corpus.bodies();
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void outsideOfHolesTheMaskedBodyIsTheOriginal(Corpus.Body body) {
    Masked masked;
    try {
      masked = ALL.mask(body.kind(), body.bytes());
    } catch (MaskingException e) {
      return;
    }
    HolePlaces places = masked.report().places();
    int from = 0;
    int original = 0;
    for (int i = 0; i < places.size(); i++) {
      assertSame(masked, from, places.start(i), body, original, places.originalStart(i));
      from = (int) places.end(i);
      original = (int) places.originalEnd(i);
      assertThat(original).isGreaterThan((int) places.originalStart(i));
    }
    assertSame(masked, from, masked.bytes().length, body, original, body.bytes().length);
  }

  private static void assertSame(
      Masked masked, int from, long to, Corpus.Body body, int originalFrom, long originalTo) {
    assertThat(Arrays.copyOfRange(masked.bytes(), from, (int) to))
        .isEqualTo(Arrays.copyOfRange(body.bytes(), originalFrom, (int) originalTo));
  }

  @Test
  void namesRuleAndStrategyOfEachHole() throws MaskingException {
    MaskingPolicy policy =
        TestPolicies.policy(
            new MaskingRule.Key("pin", List.of("pin"), MaskingStrategy.keepLast(2)),
            MaskingRule.detect("email", Detector.EMAIL));
    Masked masked =
        policy.mask(MediaKind.JSON, "[{\"pin\":\"123456\"},\"to a@b.org\"]".getBytes(UTF_8));
    HolePlaces places = masked.report().places();

    assertThat(places.size()).isEqualTo(2);
    assertThat(places.rule(0)).isEqualTo("pin");
    assertThat(places.strategy(0)).isEqualTo("keep-last");
    assertThat(text(masked, 0)).isEqualTo("\"****56\"");
    assertThat(places.rule(1)).isEqualTo("email");
    assertThat(places.ruleOf(1)).isEqualTo(1);
    assertThat(places.strategy(1)).isEqualTo("redact");
    assertThat(text(masked, 1)).isEqualTo("[redacted:email]");
  }

  private static String text(Masked masked, int hole) {
    HolePlaces places = masked.report().places();
    return new String(masked.bytes(), UTF_8)
        .substring((int) places.start(hole), (int) places.end(hole));
  }

  @Test
  void tellsNothingOfHowManyLinesAPrivateKeyHas() throws MaskingException {
    assertThat(placesOfKey(2)).isEqualTo(2).isEqualTo(placesOfKey(30));
  }

  private static int placesOfKey(int lines) throws MaskingException {
    String key =
        "-----BEGIN PRIVATE KEY-----\n"
            + "MIIEowIBAAKC\n".repeat(lines)
            + "-----END PRIVATE KEY-----\n";
    return ALL.mask(MediaKind.TEXT, key.getBytes(UTF_8)).report().places().size();
  }

  @Test
  void keepsAsManyAsTheLimitAllowsAndSaysThatThereWereMore() throws MaskingException {
    byte[] body = "{\"a\":\"a@b.org\",\"b\":\"c@d.org\",\"c\":\"e@f.org\"}".getBytes(UTF_8);
    List<MaskingRule> rules = List.of(MaskingRule.detect("email", Detector.EMAIL));
    MaskingPolicy three = MaskingPolicy.compile(rules, new MaskingLimits(8, 64, 8, 1, 3));
    MaskingPolicy two = MaskingPolicy.compile(rules, new MaskingLimits(8, 64, 8, 1, 2));

    assertThat(three.mask(MediaKind.JSON, body).report().places().isComplete()).isTrue();
    MaskingReport report = two.mask(MediaKind.JSON, body).report();
    assertThat(report.places().isComplete()).isFalse();
    assertThat(report.places().size()).isEqualTo(2);
    assertThat(report.holes()).containsEntry("email", 3);
    assertThat(two.mask(MediaKind.JSON, body).bytes())
        .isEqualTo(three.mask(MediaKind.JSON, body).bytes());
  }

  @Test
  void toStringTellsNoLengthOfASecret() throws MaskingException {
    MaskingReport report =
        ALL.mask(MediaKind.JSON, "[\"somebody.long@example.org\"]".getBytes(UTF_8)).report();
    MaskingReport other = ALL.mask(MediaKind.JSON, "[\"a@b.org\"]".getBytes(UTF_8)).report();

    assertThat(report).isNotEqualTo(other);
    assertThat(report.toString()).isEqualTo(other.toString()).contains("1 holes");
  }

  @Test
  void refusesAHoleThatIsNotThere() throws MaskingException {
    HolePlaces none = ALL.mask(MediaKind.JSON, "[]".getBytes(UTF_8)).report().places();
    assertThatThrownBy(() -> none.start(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
