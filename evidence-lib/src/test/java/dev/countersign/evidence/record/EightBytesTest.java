package dev.countersign.evidence.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Eight bytes at a time say what one after the other says.
class EightBytesTest {
  private static final byte[] PLAIN = "abcdef00".getBytes(StandardCharsets.US_ASCII);

  @Test
  void stopsAtTheFirstByteThatIsNotPlain() {
    for (int place = 0; place < 8; place++) {
      for (int b = 0; b < 256; b++) {
        byte[] text = PLAIN.clone();
        text[place] = (byte) b;
        boolean plain = b >= ' ' && b < 0x7f && b != '"' && b != '\\';
        assertThat(EightBytes.plain(EightBytes.at(text, 0)))
            .as("%d at %d", b, place)
            .isEqualTo(plain ? 8 : place);
      }
    }
  }

  @Test
  void readsHexDigitsInLowerCaseOnly() {
    for (int place = 0; place < 8; place++) {
      for (int b = 0; b < 256; b++) {
        byte[] text = PLAIN.clone();
        text[place] = (byte) b;
        boolean digit = b >= '0' && b <= '9' || b >= 'a' && b <= 'f';
        long expected =
            digit ? Long.parseLong(new String(text, StandardCharsets.US_ASCII), 16) : -1;
        assertThat(EightBytes.hex(text, 0)).as("%d at %d", b, place).isEqualTo(expected);
      }
    }
  }

  @Test
  void readsDecimalDigitsUpToTheFirstOther() {
    Random random = new Random(1);
    for (int count = 0; count <= 8; count++) {
      for (int other = 0; other < 256; other++) {
        if (count < 8 && other >= '0' && other <= '9') {
          continue;
        }
        byte[] text = new byte[8];
        random.nextBytes(text);
        long expected = 0;
        for (int i = 0; i < count; i++) {
          text[i] = (byte) ('0' + random.nextInt(10));
          expected = expected * 10 + text[i] - '0';
        }
        if (count < 8) {
          text[count] = (byte) other;
        }
        long eight = EightBytes.at(text, 0);
        assertThat(EightBytes.digits(eight)).isEqualTo(count);
        if (count > 0) {
          assertThat(EightBytes.decimal(eight, count)).isEqualTo(expected);
        }
      }
    }
  }
}
