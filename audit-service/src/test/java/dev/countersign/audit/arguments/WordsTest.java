package dev.countersign.audit.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Refund 500 EUR        | refund 500 eur
          a-b_c.d               | a b c d
          STRASSE Straße        | strasse straße
          İstanbul              | i̇stanbul
          order order ORDER     | order
          日本語 text            | 日本語 text
          [EMAIL] «x»           | email x
          """)
  void areLettersAndDigitsInLowerCaseEachOnce(String text, String words) {
    assertThat(Words.of(text)).isEqualTo(List.of(words.split(" ")));
  }

  @Test
  void areNoneWhereNothingIsOne() {
    assertThat(Words.of(" -- \u200b {}")).isEmpty();
  }

  @Test
  void ofJsonAreNamesAndValuesAndEscapesAreReadFirst() {
    assertThat(Words.ofJson("{\"Note\":\"line\\nbreak \\u00c4rger \\\\tail\",\"n\":17,\"b\":true}"))
        .containsExactly("note", "line", "break", "ärger", "tail", "n", "17", "b", "true");
  }

  @Test
  void haveLimits() {
    assertThat(Words.of("x".repeat(5_000))).containsExactly("x".repeat(Words.LONGEST));
    assertThat(Words.of("😀".repeat(3) + "𝒳".repeat(100)).getFirst().codePoints())
        .hasSize(Words.LONGEST);
    String many = IntStream.range(0, 5_000).mapToObj(n -> "w" + n).collect(Collectors.joining(" "));
    assertThat(Words.of(many)).hasSize(Words.MOST).contains("w0").doesNotContain("w4999");
  }
}
