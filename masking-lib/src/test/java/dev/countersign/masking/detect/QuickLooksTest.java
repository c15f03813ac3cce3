package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is said of a text without a whole look at it may claim too much, never too little.
class QuickLooksTest {

  private static final String ASCII = "aZ09-./+(): =J_!\n,#%&$'aB12 ";
  private static final List<String> PUT =
      List.of("[redacted:card]", "[redacted:long-name-of-a-rule]", "****", "<a:b=c>", "#1%@:.#");

  private final Random random = new Random(5);

  @Test
  void aGlanceMissesNothing() {
    int quiet = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] text = text(ASCII, i % 50 == 0 ? 200 : 40);
      Shape shape = new Shape().of(text, 0, text.length);
      int glance = Glance.of(text, 0, text.length);
      assertThat(shape.marks() & ~glance).as(new String(text, UTF_8)).isZero();
      if (shape.disguises() != 0) {
        assertThat(glance & Glance.DISGUISED).as(new String(text, UTF_8)).isNotZero();
      }
      quiet += (glance & Glance.DISGUISED) == 0 ? 1 : 0;
    }
    assertThat(quiet).isPositive();
  }

  @Test
  void textsOfOneFormHaveOneShape() {
    for (int i = 0; i < 50_000; i++) {
      byte[] text = text(ASCII + "@é", 20);
      byte[] other = withOtherDigits(text);
      QuietForm form = new QuietForm();
      form.keep(text, 0, text.length);
      assertThat(form.isOf(other, 0, other.length)).as(new String(text, UTF_8)).isTrue();
      Shape shape = new Shape().of(text, 0, text.length);
      Shape same = new Shape().of(other, 0, other.length);
      assertThat(List.of(same.marks(), same.disguises(), same.digits(), same.together()))
          .as(new String(text, UTF_8))
          .isEqualTo(List.of(shape.marks(), shape.disguises(), shape.digits(), shape.together()));
    }
  }

  @Test
  void aTextWithAnythingElseThanOtherDigitsHasAnotherForm() {
    for (int i = 0; i < 50_000; i++) {
      byte[] text = text(ASCII + "@é", 20);
      if (text.length > 0) {
        QuietForm form = new QuietForm();
        form.keep(text, 0, text.length);
        byte[] other = text.clone();
        int at = random.nextInt(text.length);
        other[at] = (byte) random.nextInt(256);
        boolean digits = Ascii.isDigit(text[at]) && Ascii.isDigit(other[at]);
        assertThat(form.isOf(other, 0, other.length))
            .as(new String(text, UTF_8))
            .isEqualTo(digits || text[at] == other[at]);
        assertThat(form.isOf(text, 0, text.length - 1)).isFalse();
      }
    }
  }

  @Test
  void noFormIsKeptOfALongText() {
    byte[] text = "1".repeat(41).getBytes(UTF_8);
    QuietForm form = new QuietForm();
    form.keep(text, 0, text.length);
    assertThat(form.isOf(text, 0, text.length)).isFalse();
  }

  @Test
  void whatIsLeftOverIsNeverMoreThanSaid() {
    for (int i = 0; i < 100_000; i++) {
      byte[] text = text(ASCII + "@é", 32);
      int from = text.length == 0 ? 0 : random.nextInt(text.length);
      int to = from + random.nextInt(text.length - from + 1);
      byte[] put = PUT.get(i % PUT.size()).getBytes(UTF_8);
      Filling filling = Filling.of(put);
      assertThat(filling.apart()).isTrue();
      Leftover leftover = new Leftover();
      leftover.begin(new Shape().of(text, 0, text.length));
      leftover.replace(from, to, filling);
      Shape masked = masked(text, from, to, put);
      String seen = new String(text, UTF_8) + " from " + from + " to " + to;
      assertThat(masked.marks() & ~leftover.marks()).as(seen).isZero();
      assertThat(masked.disguises() & ~leftover.disguises()).as(seen).isZero();
      assertThat(masked.digits()).as(seen).isEqualTo(leftover.digits());
      assertThat(masked.length()).as(seen).isEqualTo(leftover.length());
    }
  }

  @Test
  void onlyWhatBeginsAndEndsWithASignStandsApart() {
    for (String put : List.of("", "a", "[x", "x]", ".]", "[-", "@@", "0")) {
      assertThat(Filling.of(put.getBytes(UTF_8)).apart()).as(put).isFalse();
    }
  }

  private static Shape masked(byte[] text, int from, int to, byte[] put) {
    byte[] masked = new byte[text.length - (to - from) + put.length];
    System.arraycopy(text, 0, masked, 0, from);
    System.arraycopy(put, 0, masked, from, put.length);
    System.arraycopy(text, to, masked, from + put.length, text.length - to);
    return new Shape().of(masked, 0, masked.length);
  }

  private byte[] withOtherDigits(byte[] text) {
    byte[] other = text.clone();
    for (int i = 0; i < other.length; i++) {
      other[i] = Ascii.isDigit(other[i]) ? (byte) ('0' + random.nextInt(10)) : other[i];
    }
    return other;
  }

  private byte[] text(String pieces, int most) {
    StringBuilder text = new StringBuilder();
    int few = 1 + random.nextInt(pieces.length());
    int first = random.nextInt(pieces.length());
    for (int length = random.nextInt(most); length > 0; length--) {
      text.append(pieces.charAt((random.nextInt(few) + first) % pieces.length()));
    }
    return text.toString().getBytes(UTF_8);
  }
}
