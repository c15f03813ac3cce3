package dev.countersign.masking.detect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TokensTest {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]+");

  @Test
  void areTheRunsOfLettersAndDigitsButForPlainWords() {
    Random random = new Random(9);
    Tokens tokens = new Tokens();
    for (int i = 0; i < 50_000; i++) {
      String text = text(random, i % 10 == 0 ? 300 : 70);
      byte[] bytes = ("..." + text).getBytes(UTF_8);
      assertThat(found(tokens.of(bytes, 3, bytes.length))).as(text).isEqualTo(expected(text));
      Shape shape = new Shape().of(bytes, 3, bytes.length);
      if (text.length() > Long.SIZE) {
        tokens.of(bytes, 3, bytes.length, shape.allAlphanumerics(), shape.allDigits());
        assertThat(found(tokens)).as(text).isEqualTo(expected(text));
      } else {
        tokens.of(3, shape.alphanumericPlaces(), shape.digitPlaces());
        assertThat(found(tokens)).as(text).isEqualTo(expected(text));
      }
    }
  }

  private static List<String> found(Tokens tokens) {
    List<String> found = new ArrayList<>();
    for (int token = 0; token < tokens.count(); token++) {
      found.add(
          tokens.start(token) - 3 + ":" + tokens.kind(token) + " before " + tokens.next(token));
    }
    return found;
  }

  private static List<String> expected(String text) {
    List<String> expected = new ArrayList<>();
    Matcher runs = TOKEN.matcher(text);
    while (runs.find()) {
      int length = runs.end() - runs.start();
      boolean letters = runs.group().matches("[A-Za-z]+");
      boolean led = runs.end() + 1 < text.length() && isDigit(text.charAt(runs.end() + 1));
      boolean word = letters && !led && length != Tokens.CODE;
      int kind = kind(runs.group());
      if (kind != Tokens.NONE && !word) {
        expected.add(runs.start() + ":" + kind + " before " + kindAt(text, runs.end() + 1));
      }
    }
    return expected;
  }

  /// The kind of the run that begins at a place.
  private static int kindAt(String text, int place) {
    Matcher runs = TOKEN.matcher(text);
    boolean begins = place < text.length() && runs.find(place) && runs.start() == place;
    return begins ? kind(runs.group()) : Tokens.NONE;
  }

  private static int kind(String run) {
    if (run.length() > Tokens.LONGEST) {
      return Tokens.NONE;
    }
    long kind =
        run.matches("[0-9]+")
            ? Tokens.ofDigits(run.length())
            : run.matches("[A-Za-z]+")
                ? Tokens.ofLetters(run.length())
                : Tokens.ofMixed(run.length());
    return Long.numberOfTrailingZeros(kind);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    int kinds = 2 + random.nextInt(8);
    for (int length = random.nextInt(most); length > 0; length--) {
      text.append("a7 Z0-b9.".charAt(random.nextInt(Math.min(9, kinds))));
    }
    return text.toString();
  }
}
