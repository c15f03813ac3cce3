package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigitGroupsTest {

  private static final String PIECES = "1234567890 -./() - (0) 12) x";

  @Test
  void areTheSameWhetherThoseBeforeWereReadOrNot() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      Text text = text(random, i % 10 == 0 ? 300 : 40);
      DigitGroups groups = new DigitGroups();
      for (int start = text.begin(); start < text.end(); start++) {
        if (text.digitAt(start) && !text.digitAt(start - 1) && random.nextInt(8) > 0) {
          groups.read(text, start);
          DigitGroups alone = new DigitGroups();
          alone.read(text, start);
          assertThat(written(groups)).as(new String(text.bytes(), UTF_8)).isEqualTo(written(alone));
        }
      }
    }
  }

  private static List<String> written(DigitGroups groups) {
    List<String> written = new ArrayList<>();
    for (int group = 0; group < groups.groups(); group++) {
      int from = groups.count(group) - groups.size(group);
      written.add(groups.gapBefore(group) + ":" + groups.end(group));
      for (int i = from; i < groups.count(group); i++) {
        written.add("" + (char) groups.digit(i));
      }
    }
    written.add(groups.isCut() ? "cut" : "whole");
    return written;
  }

  private static Text text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    int kinds = 2 + random.nextInt(PIECES.length() - 1);
    for (int length = random.nextInt(most); length > 0; length--) {
      text.append(PIECES.charAt(random.nextInt(kinds)));
    }
    byte[] bytes = text.toString().getBytes(UTF_8);
    return new Text().set(bytes, 0, bytes.length, new MemberName());
  }
}
