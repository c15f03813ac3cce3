package dev.countersign.evidence.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineTest {
  @Test
  void endsAtTheFirstLineFeedWhereverItStands() {
    Random random = new Random(1);
    for (int length = 0; length < 100; length++) {
      for (int place = 0; place <= length; place++) {
        byte[] bytes = withoutLineFeed(random, 3 + length + 40);
        bytes[2] = '\n';
        bytes[3 + place] = '\n';
        bytes[Math.min(3 + place + 1 + random.nextInt(10), bytes.length - 1)] = '\n';
        assertThat(Line.end(bytes, 3, 3 + length)).isEqualTo(3 + place);
      }
    }
  }

  @Test
  void endsWithTheBytesWhereThereIsNone() {
    byte[] bytes = withoutLineFeed(new Random(2), 1000);
    for (int to = 0; to < bytes.length; to++) {
      assertThat(Line.end(bytes, to / 3, to)).isEqualTo(to);
    }
  }

  @Test
  void endsBehindPrintableTextWhereverItStands() {
    byte[] bytes = new byte[200];
    for (int place = 0; place < bytes.length; place++) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (' ' + (i + place) % 95);
      }
      bytes[place] = '\n';
      assertThat(Line.end(bytes, 0, bytes.length)).isEqualTo(place);
      assertThat(Line.end(bytes, place / 2, bytes.length)).isEqualTo(place);
    }
  }

  private static byte[] withoutLineFeed(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int b = random.nextInt(256);
      bytes[i] = (byte) (b == '\n' ? '\n' + 128 : b);
    }
    return bytes;
  }
}
