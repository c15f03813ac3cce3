package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DisguisesTest {

  private static final String PIECES = "aZ09-_/+=aZ09 %&!é\t.";
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{15}");

  @Test
  void seesWhatIsThere() {
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder some = new StringBuilder();
      int few = 1 + random.nextInt(PIECES.length());
      for (int length = random.nextInt(60); length > 0; length--) {
        some.append(PIECES.charAt(random.nextInt(few)));
      }
      String text = some.toString();
      byte[] bytes = ("x".repeat(i % 8) + text).getBytes(UTF_8);
      int marks = new Shape().of(bytes, i % 8, bytes.length).disguises();
      assertThat((marks & Disguises.WIDE) != 0).as(text).isEqualTo(text.contains("é"));
      assertThat((marks & Disguises.ESCAPED) != 0)
          .as(text)
          .isEqualTo(text.contains("%") || text.contains("&"));
      assertThat((marks & Disguises.LONG_RUN) != 0).as(text).isEqualTo(BASE64.matcher(text).find());
    }
  }

  @Test
  void saysNothingOfMostTexts() {
    for (String text :
        new String[] {"", "Berlin", "2024-05-20T10:11:12Z", "two words and more of them"}) {
      byte[] bytes = text.getBytes(UTF_8);
      assertThat(new Shape().of(bytes, 0, bytes.length).disguises()).as(text).isZero();
    }
  }
}
