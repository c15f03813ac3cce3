package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShapeTest {

  private static final String PIECES = "aZ09-./+(): =@J_!é电\n,#";

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
  void seesWhatIsThere() {
    eachText((text, shape) -> {
      has(shape, Shape.AT, text, "@");
      has(shape, Shape.CAPITAL_J, text, "J");
      has(shape, Shape.PLUS, text, "\\+");
      has(shape, Shape.SETS, text, "[:=]");
      has(shape, Shape.GAP, text, "[\\x00-\\x20]");
      has(shape, Shape.DASH_PAIR, text, "-----");
      has(shape, Shape.COLON_PAIR, text, "::");
      has(shape, Shape.SEVEN_COLONS, text, "(?s):(.*:){6}");
      has(shape, Shape.THREE_DOTS, text, "(?s)\\.(.*\\.){2}");
      has(shape, Shape.LONG_RUN, text, "[^\\x00-\\x20!]{16}");
    });
  }

  @Test
  void seesWordsAndCodesAndNothingElseForThem() {
    eachText((text, shape) -> {
      assertThat((shape.marks() & Shape.WORD) != 0)
          .as(text)
          .isEqualTo(found(text, "[A-Za-z]{3}|[^\\x00-\\x7f]"));
      assertThat((shape.marks() & Shape.CODE) != 0)
          .as(text)
          .isEqualTo(found(text, "(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}"));
    });
  }

  private static void has(Shape shape, int mark, String text, String pattern) {
    if (found(text, pattern)) {
      assertThat(shape.marks() & mark).as("%s in %s", pattern, text).isEqualTo(mark);
    }
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
      shape.closer(bytes, 0, bytes.length, true);
      check.of(text.toString(), shape);
    }
  }
}
