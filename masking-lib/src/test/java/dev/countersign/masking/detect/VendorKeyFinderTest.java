package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.masking.detect.KeyFormat.Part;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VendorKeyFinderTest {

  private final VendorKeyFinder finder = new VendorKeyFinder();

  static Stream<KeyFormat> formats() {
    return KeyFormats.ALL.formats().stream();
  }

  @Test
  void knowsMoreThanAHundredFormats() {
    assertThat(formats().map(KeyFormat::name).distinct().count()).isGreaterThan(100);
    assertThat(VendorKeyFinder.MIN_LENGTH).isBetween(16, 24);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void readsAHeadOfTwoBytesAndBoundsAllRunsButTheLast(KeyFormat format) {
    assertThat(format.head().length).as(format.name()).isNotEqualTo(1);
    assertThat(format.parts().subList(0, format.parts().size() - 1))
        .as(format.name())
        .noneMatch(part -> part instanceof Part.Run run && run.max() == KeyFormat.UNBOUNDED);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void findsAKeyOfEachFormatWhereverItStands(KeyFormat format) {
    KeySamples samples = new KeySamples(format.name().hashCode());
    for (int i = 0; i < 40; i++) {
      String key = samples.key(format, i % 2 == 0);
      for (String place : new String[] {"%s", "a %s b", "\"%s\"", "TOKEN=%s;", "to: %s.", "(%s)"}) {
        assertThat(found(place.replace("%s", key))).as(format.name()).contains(key);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void saysOfAShortTextWithAKeyThatItMayHaveOneWhateverItsDigits(KeyFormat format) {
    KeySamples samples = new KeySamples(format.name().hashCode());
    for (String place : List.of("%s", "a %s b", "(%s)")) {
      String text = place.formatted(samples.key(format, false));
      if (text.length() <= Long.SIZE) {
        assertThat(finder.mayBeIn(known(text))).as(text).isTrue();
        assertThat(finder.mayBeIn(known(text.replaceAll("[0-9]", "5")))).as(text).isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-03-01T09:30:11.052Z",
        "219a8400-c19b-41d4-a716-446655440000",
        "9f86d081884c7d659a2feaa0c55ad015",
        "customer12@example.com"
      })
  void passesOverTextsInWhichNoWordBeginsAsAKeyDoes(String text) {
    assertThat(finder.mayBeIn(known(text))).isFalse();
  }

  private static Text known(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new Text()
        .set(bytes, 0, bytes.length, new MemberName(), new Shape().of(bytes, 0, bytes.length));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void findsNoKeyThatHangsOnALetter(KeyFormat format) {
    String key = new KeySamples(1).key(format, true);
    assertThat(found("é x" + key)).as(format.name()).isNotEqualTo(key);
    boolean bounded = !(format.parts().getLast() instanceof Part.Run run) || run.max() < 1000;
    if (bounded) {
      assertThat(found(key + "x")).as(format.name()).doesNotContain(key);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "aws-access-key-id, AKIA, IOSFODNN7EXAMPLE",
    "github-token, ghp_, 16C7e42F292c6912E7710c838347Ae178B4a",
    "stripe-key, sk_live_, 4eC39HqLyjWDarjtT1zdp7dc",
    "google-api-key, AIza, SyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY",
    "slack-token, xoxb-, 17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy",
    "npm-token, npm_, 5u1Y3fQp8TzRw2Xc7Vb9Nm4Lk6Jh0GfDsAqE",
    "sendgrid-key, SG., ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf-09kqeF8tAmbihYzrnopKc-1s5cr",
    "telegram-bot-token, 110201543, :AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw1",
    "azure-ad-client-secret, abc8Q~, dEfGhIjKlMnOpQrStUvWxYz0123456.-~",
    "databricks-token, dapi, 0123456789abcdef0123456789abcdef",
    "slack-webhook, hooks.slack.com/, services/T1A2B3C4D/B5E6F7G8H/aB3dE5gH7jK9mN1pQ3sT5vX7",
  })
  void namesTheFormat(String name, String head, String rest) {
    assertThat(found("key: " + head + rest)).startsWith(head);
    assertThat(finder.format()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx",
        "sk_live_000000000000000000000000",
        "abc8Q~d1xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ghp_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4",
        "AKIA................",
        "AKIAXXXXXXXXXXXXXXXX",
        "npm_config_registry_and_other_settings_",
        "550e8400-e29b-41d4-a716-446655440000",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "SKdeadbeefdeadbeefdeadbeefdeadbeefde",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "https://example.com/a/very/long/path/with/many/words?and=a&query=too",
        "test_that_nothing_is_found_in_names_of_tests",
        "API-DOCUMENTATION-AND-MANUALS",
        "pk_live_4eC39HqLyjWDarjtT1zdp7dc",
        "2024-05-20T10:11:12.123456789+00:00",
        "com.example.project.module.package.ClassName.methodName",
      })
  void leavesAloneWhatOnlyLooksLikeAKey(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void findsOneKeyAfterTheOther() {
    String key = new KeySamples(3).key(formats().findFirst().orElseThrow(), false);
    byte[] bytes = ("x".repeat(70) + " " + key + "," + key).getBytes(UTF_8);
    Text text = new Text().set(bytes, 0, bytes.length, new MemberName());
    assertThat(finder.find(text, 0)).isTrue();
    assertThat(finder.start()).isEqualTo(71);
    assertThat(finder.find(text, finder.end())).isTrue();
    assertThat(finder.end()).isEqualTo(bytes.length);
    assertThat(finder.find(text, finder.end())).isFalse();
  }

  private String found(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    boolean found = finder.find(new Text().set(bytes, 0, bytes.length, new MemberName()), 0);
    return found ? new String(bytes, finder.start(), finder.end() - finder.start(), UTF_8) : "";
  }
}
