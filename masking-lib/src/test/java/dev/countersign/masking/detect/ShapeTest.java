package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShapeTest {

  private static final String PIECES = "aZ09-./+(): =@J_!é电\n,#%&";

  @Test
  void countsTheDigitsThatStandTogether() {
    eachText((text, shape) -> {
      int most = 0;
      Matcher runs = Pattern.compile("(?:[0-9 -/]|[^\\x00-\\x7f])+").matcher(text);
      while (runs.find()) {
        most = Math.max(most, (int) runs.group().chars().filter(c -> c >= '0' && c <= '9').count());
      }
      assertThat(shape.together()).as(text).isEqualTo(most);
    });
  }

  @Test
  void seesWhatIsThereAndNothingElse() {
    eachText((text, shape) -> {
      has(shape, Shape.AT, text, "@");
      has(shape, Shape.CAPITAL_J, text, "J");
      has(shape, Shape.PLUS, text, "\\+");
      has(shape, Shape.SETS, text, "[:=]");
      has(shape, Shape.GAP, text, "[\\x00-\\x20]");
      has(shape, Shape.DASH_PAIR, text, "--");
      has(shape, Shape.COLON_PAIR, text, "::");
      has(shape, Shape.SEVEN_COLONS, text, "(?s):(.*:){6}");
      has(shape, Shape.THREE_DOTS, text, "(?s)\\.(.*\\.){2}");
      String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
      has(shape, Shape.LONG_RUN, bytes, "[^\\x00-\\x20]{16}");
      has(shape, Shape.WORD, text, "[A-Za-z]{3}|[^\\x00-\\x7f]");
      has(shape, Shape.CODE, text, "(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}");
    });
  }

  @Test
  void countsDigitsColonsAndEqualsSigns() {
    eachText((text, shape) ->
        assertThat((long) shape.digits())
            .as(text)
            .isEqualTo(text.chars().filter(c -> "0123456789:=".indexOf(c) >= 0).count()));
  }

  @Test
  void seesWhatATextMayBeEncodedIn() {
    eachText((text, shape) -> {
      disguised(shape, Disguises.WIDE, text, "[^\\x00-\\x7f]");
      disguised(shape, Disguises.ESCAPED, text, "[%&]");
      disguised(shape, Disguises.LONG_RUN, text, "[A-Za-z0-9+/_-]{15}");
    });
  }

  /// Of every byte there is, among others.
  @Test
  void knowsEachByteForWhatItIs() {
    for (int b = 0; b < 256; b++) {
      for (int at : new int[] {0, 7, 8, 63, 64, 70}) {
        byte[] bytes = "~".repeat(at + 1).getBytes(UTF_8);
        bytes[at] = (byte) b;
        String text = new String(bytes, ISO_8859_1);
        Shape shape = new Shape().of(bytes, 0, bytes.length);
        has(shape, Shape.AT, text, "@");
        has(shape, Shape.CAPITAL_J, text, "J");
        has(shape, Shape.PLUS, text, "\\+");
        has(shape, Shape.SETS, text, "[:=]");
        has(shape, Shape.GAP, text, "[\\x00-\\x20]");
        disguised(shape, Disguises.WIDE, text, "[^\\x00-\\x7f]");
        disguised(shape, Disguises.ESCAPED, text, "[%&]");
        assertThat(shape.together()).as(text).isEqualTo(found(text, "[0-9]") ? 1 : 0);
      }
    }
  }

  private static void has(Shape shape, int mark, String text, String pattern) {
    assertThat((shape.marks() & mark) != 0)
        .as("%s in %s", pattern, text)
        .isEqualTo(found(text, pattern));
  }

  private static void disguised(Shape shape, int mark, String text, String pattern) {
    assertThat((shape.disguises() & mark) != 0)
        .as("%s in %s", pattern, text)
        .isEqualTo(found(text, pattern));
  }

  private static boolean found(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).find();
  }

  private interface Check {
    void of(String text, Shape shape);
  }

  private static void eachText(Check check) {
    Random random = new Random(3);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      int few = 1 + random.nextInt(PIECES.length());
      for (int length = random.nextInt(i % 50 == 0 ? 200 : 40); length > 0; length--) {
        text.append(PIECES.charAt((random.nextInt(few) + i) % PIECES.length()));
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      Shape shape = new Shape().of(bytes, 0, bytes.length);
      check.of(text.toString(), shape);
    }
  }
}
