package dev.countersign.evidence.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
  void takesNoControlCharacterForText() {
    for (int place = 0; place < 8; place++) {
      for (int b = 0; b < 0x80; b++) {
        byte[] text = PLAIN.clone();
        text[place] = (byte) b;
        assertThat(EightBytes.isText(EightBytes.text(text, 0))).as("%d", b).isEqualTo(b >= ' ');
      }
    }
  }

  @Test
  void findsEveryByteThatDiffers() {
    byte[] text = "0123456789abcdefghijklmno".getBytes(StandardCharsets.US_ASCII);
    for (int from = 0; from < text.length; from++) {
      for (int to = from; to <= text.length; to++) {
        byte[] part = Arrays.copyOfRange(text, from, to);
        assertThat(EightBytes.stand(part, text, from)).isTrue();
        assertThat(EightBytes.stand(part, text, text.length - part.length + 1)).isFalse();
        for (int place = 0; place < part.length; place++) {
          part[place] ^= 0x20;
          assertThat(EightBytes.stand(part, text, from)).isFalse();
          part[place] ^= 0x20;
        }
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
