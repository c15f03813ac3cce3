package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A query string is a form without its question mark.
class QueryStringTest {

  private static final MaskingPolicy POLICY =
      TestPolicies.policy(
          new MaskingRule.Key("pin", List.of("pin"), MaskingStrategy.fixed("*")),
          new MaskingRule.Path("path", "$['a b']", MaskingStrategy.fixed("**")),
          new MaskingRule.Detect("email", Detector.EMAIL, MaskingStrategy.fixed("~")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | ''",
        "& | &",
        "&&pin=1&& | &&pin=*&&",
        "pin | pin",
        "pin= | pin=*",
        "=pin | =pin",
        "pin=1=2 | pin=*",
        "%70in=1 | %70in=*",
        "a+b=1&a%20b=2&c=3 | a+b=**&a%20b=**&c=3",
        "pin=1&pin=2 | pin=*&pin=*",
        "a=1;pin=2 | a=1;pin=2",
        "q=joe%40example.org;x | q=%7E;x",
        "q=joe@example.org | q=%7E",
        "joe%40example.org | %7E",
        "q=%7B%22pin%22:1%7D | q=%7B%22pin%22:0%7D",
        "q=/a?b#c%2f | q=/a?b#c%2f",
      })
  void isMaskedFieldByField(String query, String expected) {
    byte[] bytes = query.getBytes(UTF_8);
    Outcome whole = Outcome.of(POLICY, MediaKind.FORM, bytes);
    assertThat(whole.text()).isEqualTo(expected);
    assertThat(Outcome.byteByByte(POLICY, MediaKind.FORM, bytes)).isEqualTo(whole);
    assertThat(Outcome.of(POLICY, MediaKind.FORM, expected.getBytes(UTF_8)).text())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "%zz", "a=%ff", "%ed%a0%80=1"})
  void isRefusedWhereItCannotBeRead(String query) {
    assertThat(Outcome.of(POLICY, MediaKind.FORM, query.getBytes(UTF_8)).report()).isNull();
  }
}
