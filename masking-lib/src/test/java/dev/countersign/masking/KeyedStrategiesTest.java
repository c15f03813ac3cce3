package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.json;
import static dev.countersign.masking.TestPolicies.keyed;
import static dev.countersign.masking.TestPolicies.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.masking.MaskingPolicyException.Mistake;
import dev.countersign.masking.MaskingStrategy.Format;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedStrategiesTest {

  private static final MaskingPolicy PSEUDONYMS =
      keyed(
          key(MaskingStrategy.pseudonym()),
          new MaskingRule.Detect("email", Detector.EMAIL, MaskingStrategy.pseudonym()),
          new MaskingRule.Detect("ssn", Detector.SSN, MaskingStrategy.pseudonym()));
  private static final MaskingPolicy DATES = keyed(key(MaskingStrategy.dateShift(30)));
  private static final MaskingPolicy CARDS =
      keyed(
          key(MaskingStrategy.formatPreserving(Format.CARD)),
          new MaskingRule.Detect(
              "card", Detector.CARD, MaskingStrategy.formatPreserving(Format.CARD)));
  private static final MaskingPolicy DIGITS =
      keyed(key(MaskingStrategy.formatPreserving(Format.DIGITS)));

  @Test
  void givesTheSameValueTheSameToken() throws MaskingException {
    String masked = json(PSEUDONYMS, "{\"a\":\"x@y.org\",\"k\":\"x@y.org\",\"b\":\"z@y.org\"}");
    List<String> letters =
        masked.lines().flatMap(line -> java.util.Arrays.stream(line.split("[:\\]]"))).toList();
    assertThat(masked).matches(".*\\[redacted:email:[a-z]{30}].*\\[redacted:k:[a-z]{30}].*");
    assertThat(letters.get(3).substring(0, 20)).isEqualTo(letters.get(7).substring(0, 20));
    assertThat(letters.get(3).substring(0, 20)).isNotEqualTo(letters.get(11).substring(0, 20));
  }

  /// Worked out without the library: what was stored under a pseudonym must be found again.
  @Test
  void givesTheSameTokensAndDaysInEveryVersion() throws MaskingException {
    assertThat(value(PSEUDONYMS, "ann@example.com"))
        .isEqualTo("[redacted:k:twjpkhvwhctmrcdqrcrkjgfkttxjqc]");
    assertThat(value(DATES, "2024-02-27")).isEqualTo("2024-03-03");
  }

  @Test
  void givesAnotherTenantOtherTokens() throws MaskingException {
    byte[] other = new byte[32];
    MaskingPolicy elsewhere =
        MaskingPolicy.compile(
            List.of(key(MaskingStrategy.pseudonym())),
            MaskingLimits.defaults(),
            MaskingKeys.of(other));
    assertThat(value(elsewhere, "x")).isNotEqualTo(value(PSEUDONYMS, "x"));
  }

  @Test
  void knowsItsOwnTokensWhicheverRuleMeetsThem() throws MaskingException {
    String token = text(PSEUDONYMS, "x@y.org");
    assertThat(value(PSEUDONYMS, token)).isEqualTo(token);
    assertThat(text(PSEUDONYMS, token + " ssn 123456789"))
        .startsWith(token + " ssn [redacted:ssn:");
  }

  @Test
  void takesNoForgedTokenForItsOwn() throws MaskingException {
    String token = value(PSEUDONYMS, "x");
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'b' ? 'c' : 'b';
      String forged = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(value(PSEUDONYMS, forged)).isNotEqualTo(forged).isNotEqualTo(token);
    }
  }

  @Test
  void hidesAValueThatIsCutOffWithoutAToken() throws MaskingException {
    String masked = text(PSEUDONYMS, "{\"k\":\"cut");
    assertThat(masked).isEqualTo("{\"k\":\"[redacted:k]\"");
    assertThat(text(PSEUDONYMS, masked)).isEqualTo(masked);
    assertThat(value(PSEUDONYMS, value(PSEUDONYMS, ""))).isEqualTo("[redacted:k]");
  }

  @Test
  void movesEveryDateByTheSameNumberOfDays() throws MaskingException {
    LocalDate first = LocalDate.parse(value(DATES, "2024-02-28"));
    long days = ChronoUnit.DAYS.between(LocalDate.of(2024, 2, 28), first);
    assertThat(Math.abs(days)).isBetween(1L, 30L);
    for (LocalDate date = LocalDate.of(1899, 1, 1); date.getYear() < 2105; ) {
      assertThat(value(DATES, date.toString())).isEqualTo(date.plusDays(days).toString());
      date = date.plusDays(97);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "T10:20:30Z",
        "T10:20",
        " 10:20:30.123456",
        "T10:20:30.5+02:00",
        "T10:20:30-0800",
        "t10:20:30z",
      })
  void keepsTheTimeOfADate(String time) throws MaskingException {
    assertThat(value(DATES, "2024-03-15" + time))
        .isEqualTo(value(DATES, "2024-03-15") + time)
        .isNotEqualTo("2024-03-15" + time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "15.03.2024",
        "2024-3-15",
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "0000-01-01",
        "2024-03-15 Jane Doe",
        "2024-03-15T10:20:30 Jane",
        "2024-03-15T10:20:30+02:00Z9",
        "2024-03-15T1x:20",
        "2024-03-15Z",
        "2024-03-15T10:20:30.123456789012345678",
      })
  void redactsWhatIsNoDate(String value) throws MaskingException {
    assertThat(value(DATES, value)).isEqualTo("[redacted:k]");
  }

  @Test
  void redactsADateThatLeavesTheCalendar() throws MaskingException {
    assertThat(List.of(value(DATES, "0001-01-01"), value(DATES, "9999-12-31")))
        .containsOnlyOnce("[redacted:k]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"4111111111111111", "4111 1111 1111 1111", "3782-822463-10005", "4222222222222"})
  void putsACardThatNobodyIssuesInThePlaceOfACard(String card) throws MaskingException {
    String masked = text(CARDS, card);
    assertThat(masked).hasSameSizeAs(card).startsWith("9999").isNotEqualTo(card);
    assertThat(masked.replaceAll("\\d", "0")).isEqualTo(card.replaceAll("\\d", "0"));
    assertThat(isLuhn(masked)).isTrue();
    assertThat(text(CARDS, masked)).isEqualTo(masked);
    assertThat(value(CARDS, card)).isEqualTo(masked);
    assertThat(value(CARDS, masked)).isEqualTo(masked);
  }

  @Test
  void keepsACardNumberANumber() throws MaskingException {
    String masked = json(CARDS, "{\"n\":4111111111111111,\"k\":5105105105105100,\"x\":7}");
    assertThat(masked).matches("\\{\"n\":9999\\d{12},\"k\":9999\\d{12},\"x\":7}");
    assertThat(json(CARDS, masked)).isEqualTo(masked);
    assertThat(json(CARDS, "{\"n\":4111111111111111.0,\"k\":12}")).isEqualTo("{\"n\":0,\"k\":0}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"4111111111111112", "abc", "card 4111111111111111", "99994", ""})
  void redactsWhatIsNoCardUnderARuleForCards(String value) throws MaskingException {
    assertThat(value(CARDS, value)).isEqualTo("[redacted:k]");
  }

  @ParameterizedTest
  @CsvSource({"123456", "000000", "123-45-6789", "+49 (30) 901820", "12.34.56/78"})
  void putsDigitsInThePlaceOfDigits(String value) throws MaskingException {
    String masked = value(DIGITS, value);
    assertThat(masked).isNotEqualTo(value);
    assertThat(masked.replaceAll("\\d", "0")).isEqualTo(value.replaceAll("\\d", "0"));
    assertThat(value(DIGITS, value)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "123456a", "12345678901234567890123456789012345678901", "é"})
  void redactsDigitsThatAreTooFewOrTooManyOrNotAlone(String value) throws MaskingException {
    assertThat(value(DIGITS, value)).isEqualTo("[redacted:k]");
  }

  @Test
  void keepsDifferentNumbersDifferentAndWithoutLeadingZero() throws MaskingException {
    Set<String> masked = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      String number = json(DIGITS, "{\"k\":-" + (100_000 + i) + "}");
      assertThat(number).matches("\\{\"k\":-[1-9]\\d{5}}");
      assertThat(masked.add(number)).isTrue();
    }
    assertThat(json(DIGITS, "{\"k\":[12345,1e9,true]}")).isEqualTo("{\"k\":[0,0,false]}");
  }

  @ParameterizedTest
  @CsvSource({
    "SW1A 2AA, SW1A****",
    "94105, ****",
    "941056, 9410****",
    "9410****, 9410****",
    "'', ****",
    "****, ****",
    "éé€😀üü, éé€😀****",
    "94105****, 9410****",
  })
  void keepsTheFirstFour(String value, String masked) throws MaskingException {
    assertThat(value(keyed(key(MaskingStrategy.truncate(4))), value)).isEqualTo(masked);
  }

  @Test
  void maskingRandomTextTwiceChangesNothing() throws MaskingException {
    Random random = new Random(11);
    for (MaskingPolicy policy : List.of(PSEUDONYMS, CARDS)) {
      for (int i = 0; i < 500; i++) {
        String body = "{\"k\":\"" + random.nextLong(1L << 60) + "\",\"m\":\"a@b.org 123-45-6789\"}";
        String once = json(policy, body);
        assertThat(json(policy, once)).isEqualTo(once);
      }
    }
  }

  @Test
  void refusesStrategiesWithoutAKeyAndWhereTheyMakeNoSense() {
    List<MaskingRule> rules =
        List.of(
            key(MaskingStrategy.pseudonym()),
            key(MaskingStrategy.dateShift(1)),
            key(MaskingStrategy.formatPreserving(Format.DIGITS)));
    assertThatExceptionOfType(MaskingPolicyException.class)
        .isThrownBy(() -> MaskingPolicy.compile(rules))
        .satisfies(
            e -> assertThat(e.mistakes()).extracting(Mistake::position).containsExactly(0, 1, 2))
        .withMessageContaining("rule 0 (k): strategy: pseudonym without a key");
    List<MaskingRule> senseless =
        List.of(
            new MaskingRule.Detect("d", Detector.EMAIL, MaskingStrategy.dateShift(3)),
            new MaskingRule.Detect(
                "f", Detector.SSN, MaskingStrategy.formatPreserving(Format.CARD)),
            new MaskingRule.Detect("p", Detector.PEM, MaskingStrategy.pseudonym()),
            key(MaskingStrategy.dateShift(0)),
            key(MaskingStrategy.truncate(9)));
    assertThatExceptionOfType(MaskingPolicyException.class)
        .isThrownBy(() -> keyed(senseless.toArray(MaskingRule[]::new)))
        .satisfies(e ->
            assertThat(e.mistakes()).extracting(Mistake::position).containsExactly(0, 1, 2, 3, 4));
  }

  @Test
  void showsNoSecret() {
    byte[] secret = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    assertThat(MaskingKeys.of(secret)).hasToString("MaskingKeys[hidden]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskingKeys.of(new byte[31]))
        .withMessage("masking secret: 31 bytes (expected: at least 32)");
  }

  private static boolean isLuhn(String card) {
    String digits = card.replaceAll("\\D", "");
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : 2 * digit;
      sum += weighted / 10 + weighted % 10;
    }
    return sum % 10 == 0;
  }

  private static String value(MaskingPolicy policy, String value) throws MaskingException {
    String masked = json(policy, "{\"k\":\"" + value + "\"}");
    return masked.substring(6, masked.length() - 2);
  }

  private static MaskingRule key(MaskingStrategy strategy) {
    return new MaskingRule.Key("k", List.of("k"), strategy);
  }
}
