package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContextWordsTest {

  private static final ContextWords WORDS = ContextWords.ALL;
  private static final String[] PIECES = {
    "pass",
    "Word",
    "word",
    "to",
    "ken",
    "TOKEN",
    "api",
    "Key",
    "secret",
    "phone",
    "no",
    "n",
    "i",
    "order",
    "[redacted:",
    "]",
    " ",
    " ",
    "_",
    "-",
    ".",
    "'",
    ": ",
    "1",
    "é",
    "密",
    "码",
    "the",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
  };

  @Test
  void aQuickLookMissesNoTopic() {
    Random random = new Random(3);
    int quiet = 0;
    int said = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder made = new StringBuilder();
      for (int pieces = random.nextInt(9); pieces > 0; pieces--) {
        made.append(PIECES[random.nextInt(PIECES.length)]);
      }
      byte[] bytes = made.toString().getBytes(UTF_8);
      Text text = new Text().set(bytes, 0, bytes.length, new MemberName());
      int start = bytes.length == 0 ? 0 : random.nextInt(bytes.length + 1);
      int reach = 1 + random.nextInt(32);
      int topics = WORDS.before(text, start, reach);
      for (Topic topic : Topic.values()) {
        boolean may = WORDS.maySayBefore(text, start, 32, topic.bit());
        quiet += may ? 0 : 1;
        if ((topics & topic.bit()) != 0) {
          said++;
          assertThat(may).as(made + " before " + start + " says " + topic).isTrue();
        }
      }
    }
    assertThat(said).isPositive();
    assertThat(quiet).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Paid with ", "Confirmed ", "Wrote from ", "The two chairs of order "})
  void aQuickLookRulesSecretsOutOfOrdinaryText(String said) {
    byte[] bytes = said.getBytes(UTF_8);
    Text text = new Text().set(bytes, 0, bytes.length, new MemberName());
    int secrets = Topic.SECRET.bit() | Topic.PASSWORD.bit();
    assertThat(WORDS.maySayBefore(text, bytes.length, 32, secrets)).isFalse();
  }
}
