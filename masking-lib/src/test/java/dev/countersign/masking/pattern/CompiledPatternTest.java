package dev.countersign.masking.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.countersign.masking.detect.Finder;
import dev.countersign.masking.detect.MemberName;
import dev.countersign.masking.detect.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "EMP-\\d{6} EMP-123456,EMP-12345,EMP-7654321 [0,10][21,31]",
        "(?i)emp-\\d+ eMp-1,EMP-22 [0,5][6,12]",
        "a|ab|abc xabcab [1,4][4,6]",
        "[^,]+ ab,,c [0,2][4,5]",
        "x.z xéz,x😀z,xz [0,4][5,11]",
        "[à-ý]{2} àxéÿýàb [7,11]",
        "[\\]a-c-]+ xa]-cx [1,5]",
        "[\\d-z]+ y1-z [1,4]",
        "\\x41+ \\x41A [4,5]",
        "\\bid\\d+ id1,xid2,id3 [0,3][9,12]",
        "^ab$ ab [0,2]",
        "a{2,3} aaaaaaaa [0,3][3,6][6,8]",
        "(?:ab)+?c ababc,abab [0,5]",
        "\\w+\\.\\w+ a.b.c.d [0,3][4,7]",
      })
  void findsTheLongestOfTheFirstMatches(String pattern, String text, String hits) {
    CompiledPattern compiled = CompiledPattern.of(pattern);
    assertThat(String.join("", hits(compiled.finder(), text))).isEqualTo(hits);
    assertThat(String.join("", hits(compiled.slowFinder(), text))).isEqualTo(hits);
  }

  @ParameterizedTest
  @CsvSource({
    "a+b, true",
    "[^x]{2}, true",
    "(?i)k, true",
    "\\bx, false",
    "x$, false",
    "\\pL, false",
    "(?P<n>x), false",
    "(a|b)*a(a|b){12}, false",
    "(?i)é, false",
    "a{, false"
  })
  void leavesToRe2WhatAnAutomatonCannotDo(String pattern, boolean automaton) {
    assertThat(CompiledPattern.of(pattern).isAutomaton()).isEqualTo(automaton);
  }

  @Test
  void agreesWithRe2OnRandomPatternsAndTexts() {
    int automata = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      String pattern = pattern(random, 3);
      CompiledPattern compiled;
      try {
        compiled = CompiledPattern.of(pattern);
      } catch (IllegalArgumentException matchesNothing) {
        continue;
      }
      automata += compiled.isAutomaton() ? 1 : 0;
      for (int i = 0; i < 10; i++) {
        String text = text(random);
        assertThat(hits(compiled.finder(), text))
            .as("seed %d: %s in %s", seed, pattern, text)
            .isEqualTo(hits(compiled.slowFinder(), text));
      }
    }
    assertThat(automata).isGreaterThan(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.*b|a", "(a|aa)+b|a", "a[^b]*b|a", "\\ba.*b|a"})
  void needsTimeInProportionToTheText(String pattern) {
    Finder finder = CompiledPattern.of(pattern).finder();
    String text = "a".repeat(1 << 20);
    assertTimeout(Duration.ofSeconds(20), () -> assertThat(hits(finder, text)).isNotEmpty());
  }

  @Test
  void hidesTheRestOfATextThatCostsTooMuch() {
    List<String> hits = hits(CompiledPattern.of("a.*b|a").finder(), "a".repeat(10_000) + "x");
    assertThat(hits.getLast()).endsWith(",10001]");
    assertThat(hits.size()).isBetween(2, 20);
  }

  @Test
  void hidesTheRestOfATextThatCostsRe2TooMuch() {
    List<String> hits = hits(CompiledPattern.of("a.*\\bb|a").finder(), "a".repeat(1 << 16));
    assertThat(hits.getLast()).endsWith(",65536]");
    assertThat(hits.size()).isBetween(10, 100);
  }

  @ParameterizedTest
  @CsvSource({
    "a**, 1: invalid nested repetition operator",
    "x[b-a], 2: invalid character class range",
    "(, 0: missing closing )",
    "a*, 0: matches the empty text",
    "(?=x), 0: invalid or unsupported Perl syntax",
    "x(?<!y), 1: invalid",
    "\\1, 0: invalid escape sequence",
    "'', '0 characters (expected: 1 to 512)'",
  })
  void refusesWhatIsNoPatternWithItsPlace(String pattern, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompiledPattern.of(pattern))
        .withMessageContaining(reason);
  }

  private static List<String> hits(Finder finder, String text) {
    byte[] bytes = ("##" + text).getBytes(UTF_8);
    Text looked = new Text().set(bytes, 2, bytes.length, new MemberName());
    List<String> hits = new ArrayList<>();
    for (int at = 2; finder.find(looked, at); at = finder.end()) {
      hits.add("[" + (finder.start() - 2) + "," + (finder.end() - 2) + "]");
    }
    return hits;
  }

  private static String pattern(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 4)) {
      case 0 -> "a";
      case 1 -> "é";
      case 2 -> List.of("[ab]", "[^a]", "[b-é]", "\\d", "\\w", ".").get(random.nextInt(6));
      case 3 -> "b";
      case 4, 5 -> pattern(random, depth - 1) + pattern(random, depth - 1);
      case 6 -> "(?:" + pattern(random, depth - 1) + "|" + pattern(random, depth - 1) + ")";
      default ->
          "(?:"
              + pattern(random, depth - 1)
              + ")"
              + List.of("*", "+", "?", "{2}", "{1,3}", "{2,}").get(random.nextInt(6));
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(List.of("a", "b", "é", "1", "\n", "😀").get(random.nextInt(6)));
    }
    return text.toString();
  }
}
