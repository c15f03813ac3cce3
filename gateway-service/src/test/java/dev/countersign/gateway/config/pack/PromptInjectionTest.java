package dev.countersign.gateway.config.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PromptInjectionTest {
  private static final int TEXTS = 3_000;

  static List<Marker> everyPhraseHoldsOneOfItsWords() {
    return PromptInjection.MARKERS;
  }

  /// Were a word missing, its phrase would not be found any more.
  @ParameterizedTest
  @MethodSource
  void everyPhraseHoldsOneOfItsWords(Marker marker) {
    Random random = new Random(7);
    int found = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = new Sample(marker.pattern().pattern(), random).text();
      if (marker.pattern().matcher(text).find()) {
        found++;
        assertThat(marker.isIn(text)).as(text).isTrue();
      }
    }

    assertThat(found).isGreaterThan(TEXTS / 4);
  }

  /// A text that a pattern finds, of as much of the syntax as these patterns use.
  private static final class Sample {
    private final String pattern;
    private final Random random;
    private int at;

    Sample(String pattern, Random random) {
      this.pattern = pattern;
      this.random = random;
    }

    String text() {
      at = 0;
      return choice();
    }

    private boolean takes(char c) {
      boolean isNext = at < pattern.length() && pattern.charAt(at) == c;
      at += isNext ? 1 : 0;
      return isNext;
    }

    private String choice() {
      String chosen = sequence();
      for (int seen = 2; takes('|'); seen++) {
        String other = sequence();
        chosen = random.nextInt(seen) == 0 ? other : chosen;
      }
      return chosen;
    }

    private String sequence() {
      StringBuilder text = new StringBuilder();
      while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
        int begin = at;
        String once = atom();
        int times = times();
        int after = at;
        for (int i = 0; i < times; i++) {
          at = begin;
          text.append(i == 0 ? once : atom());
        }
        at = after;
      }
      return text.toString();
    }

    private int times() {
      int times = 1;
      if (takes('?')) {
        times = random.nextInt(2);
      } else if (takes('{')) {
        int least = pattern.charAt(at) - '0';
        boolean isOpen = pattern.charAt(at + 2) == '}';
        times = least + random.nextInt(isOpen ? 3 : pattern.charAt(at + 2) - '0' - least + 1);
        at = pattern.indexOf('}', at) + 1;
      } else {
        takes('+');
      }
      takes('?');
      return times;
    }

    private String atom() {
      if (takes('(')) {
        String inner = choice();
        takes(')');
        return inner;
      }
      if (takes('[')) {
        String members = pattern.substring(at, pattern.indexOf(']', at)).replace("\\n", "\n");
        at = pattern.indexOf(']', at) + 1;
        return String.valueOf(members.charAt(random.nextInt(members.length())));
      }
      if (takes('\\')) {
        char c = pattern.charAt(at++);
        return switch (c) {
          case 'w' -> "w";
          case 's' -> " ";
          case 'b' -> "";
          case 'n' -> "\n";
          default -> String.valueOf(c);
        };
      }
      return takes('^') ? "" : String.valueOf(pattern.charAt(at++));
    }
  }
}
