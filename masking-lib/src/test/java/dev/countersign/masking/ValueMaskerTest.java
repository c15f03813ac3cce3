package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.masking.MaskingContext.Direction;
import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.ValueMasker.Place;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValueMaskerTest {

  private static final MaskingContext CONTEXT =
      new MaskingContext(Direction.RESPONSE, "query", Set.of("dba"));

  private final ValueMasker values =
      policy(
              MaskingRule.key("password", "password"),
              new MaskingRule.Column("salary", List.of("salary", "#4"), MaskingStrategy.redact()),
              new MaskingRule.Field(
                  "note", List.of("shop.Order.note", "shop.Order#9"), MaskingStrategy.redact()),
              MaskingRule.detect("card", Detector.CARD))
          .openValues(CONTEXT);

  @Test
  void hidesColumnsByNameNumberAndKey() throws MaskingException {
    assertThat(text(values.column("Salary", 1), "1")).isEqualTo("[redacted:salary]");
    assertThat(text(values.column("x", 4), "1")).isEqualTo("[redacted:salary]");
    assertThat(text(values.column("pass_word", 2), "1")).isEqualTo("[redacted:password]");
    assertThat(values.column("x", 3).isHidden()).isFalse();
    assertThat(values.holes()).containsOnlyKeys("password", "salary").containsEntry("salary", 2);
  }

  @Test
  void hidesFieldsByNameAndNumberOfTheirMessage() throws MaskingException {
    assertThat(text(values.field("shop.Order", "note", 3), "x")).isEqualTo("[redacted:note]");
    assertThat(text(values.field("shop.Order", "", 9), "x")).isEqualTo("[redacted:note]");
    assertThat(text(values.field("shop.Order", "password", 1), "x"))
        .isEqualTo("[redacted:password]");
    assertThat(text(values.field("shop.Item", "note", 9), "x")).isEqualTo("x");
  }

  @Test
  void detectsInTextAndInNumbers() throws MaskingException {
    Place any = values.column("x", 1);
    assertThat(text(any, "card 4111111111111111")).isEqualTo("card [redacted:card]");
    assertThat(text(any, "４１１１%2D1111-1111-1111")).isEqualTo("[redacted:card]");
    assertThat(number(any, "4111111111111111")).isEqualTo("0");
    assertThat(number(any, "-41111.5")).isEqualTo("-41111.5");
    assertThat(number(values.column("salary", 1), "100")).isEqualTo("0");
  }

  @Test
  void givesTheSameArrayWhereNothingIsHidden() throws MaskingException {
    byte[] plain = "plain".getBytes(UTF_8);
    assertThat(values.text(values.column("x", 1), plain)).isSameAs(plain);
  }

  @Test
  void failsClosed() throws MaskingException {
    Place any = values.column("x", 1);
    assertThat(text(any, "12345")).isEqualTo("12345");
    assertThatExceptionOfType(MaskingException.class)
        .isThrownBy(() -> values.text(any, new byte[] {(byte) 0xff}))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_UTF8))
        .satisfies(e -> assertThat(e.position()).isEqualTo(5));
    assertThatExceptionOfType(MaskingException.class)
        .isThrownBy(() -> values.number(any, "NaN".getBytes(UTF_8)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.MALFORMED));
  }

  private String text(Place place, String value) throws MaskingException {
    return new String(values.text(place, value.getBytes(UTF_8)), UTF_8);
  }

  private String number(Place place, String value) throws MaskingException {
    return new String(values.number(place, value.getBytes(UTF_8)), UTF_8);
  }
}
