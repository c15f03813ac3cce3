package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.mask;
import static dev.countersign.masking.TestPolicies.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.masking.MaskingException.Reason;
import dev.countersign.masking.MaskingPolicyException.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

  private static final MaskingPolicy POLICY =
      policy(
          MaskingRule.key("secret", "api_key"),
          column("name", MaskingStrategy.redact(), "Full Name"),
          column("third", MaskingStrategy.fixed("a, \"b\""), "#3"),
          MaskingRule.detect("email", Detector.EMAIL));

  @Test
  void hidesColumnsByNameAndByNumber() throws MaskingException {
    assertThat(mask(POLICY, MediaKind.CSV, "full_name,API-Key,x,n\nMia Li,k,7,1\n\"B, C\",,,\n"))
        .isEqualTo(
            "full_name,API-Key,x,n\n[redacted:name],[redacted:secret],\"a, \"\"b\"\"\",1\n"
                + "\"[redacted:name]\",,,\n");
  }

  @Test
  void hidesWhatDetectorsFindInCellsAndInNames() throws MaskingException {
    assertThat(
            mask(
                POLICY,
                MediaKind.CSV,
                "a@b.org,note\r\n1,\"say \"\"hi\"\" to c@d.org\n\"\"e@f.org\"\"\"\r\n2,g@h.org!"))
        .isEqualTo(
            "[redacted:email],note\r\n1,\"say \"\"hi\"\" to [redacted:email]\n\"\"[redacted:email]\"\"\"\r\n2,[redacted:email]!");
  }

  @Test
  void takesTheNameOfAColumnForNoValueOfThatName() throws MaskingException {
    MaskingPolicy policy =
        policy(
            MaskingRule.detect("secret", Detector.SECRET),
            MaskingRule.detect("phone", Detector.PHONE));
    for (String header : List.of("token_a1B2c3", "2fa_token_v2x", "x9y8z7w6Password")) {
      String table = header + ",n\n1,2\n";
      assertThat(mask(policy, MediaKind.CSV, table)).isEqualTo(table);
      assertThat(mask(policy, MediaKind.FORM, header + "=1")).isEqualTo(header + "=1");
    }
    assertThat(mask(policy, MediaKind.CSV, "token\na1B2c3D4\n"))
        .isEqualTo("token\n[redacted:secret]\n");
  }

  @Test
  void hidesInJsonInCells() throws MaskingException {
    assertThat(mask(POLICY, MediaKind.CSV, "j,k\n\"{\"\"apiKey\"\":\"\"x\"\",\"\"n\"\":1}\",[]\n"))
        .isEqualTo("j,k\n\"{\"\"apiKey\"\":\"\"[redacted:secret]\"\",\"\"n\"\":1}\",[]\n");
  }

  @Test
  void writesACellAnewWhereTheReplacementNeedsQuotes() throws MaskingException {
    MaskingPolicy policy =
        policy(new MaskingRule.Detect("email", Detector.EMAIL, MaskingStrategy.fixed("<a, b>")));
    assertThat(mask(policy, MediaKind.CSV, "a,b\nto x@y.org now,\"x@y.org\"\n"))
        .isEqualTo("a,b\n\"to <a, b> now\",\"<a, b>\"\n");
    assertThat(mask(policy, MediaKind.TSV, "a\tb\nto x@y.org now\t\"x@y.org\"\n"))
        .isEqualTo("a\tb\nto <a, b> now\t\"<a, b>\"\n");
  }

  @Test
  void keepsWhatNoRuleTakes() throws MaskingException {
    String body = "\ufeff\"a\" ,b\r\n".replace("\" ", "\"") + "1,\"\"\"\"\r\n,\" \n \"";
    assertThat(mask(POLICY, MediaKind.CSV, body)).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({
    "'a,b|1|', MALFORMED, 4",
    "'a,b|1,2,3', MALFORMED, 8",
    "'a,b|1,2||', MALFORMED, 8",
    "'a,b|1\",2', MALFORMED, 4",
    "'a,b|\"1\"2,3', MALFORMED, 4",
    "'a~1', MALFORMED, 0",
    "'a|\"1', TRUNCATED, 2",
    "'a|1~', MALFORMED, 2",
  })
  void refusesBrokenRows(String body, Reason reason, int position) {
    String text = body.replace('|', '\n').replace('~', '\r');
    assertThatExceptionOfType(MaskingException.class)
        .isThrownBy(() -> mask(POLICY, MediaKind.CSV, text))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e.position()).isEqualTo(position));
  }

  @Test
  void keepsToItsLimits() {
    MaskingPolicy tight = MaskingPolicy.compile(List.of(), new MaskingLimits(3, 64, 2, 1, 10));
    assertThatExceptionOfType(MaskingException.class)
        .isThrownBy(() -> mask(tight, MediaKind.CSV, "a,b,c\n"))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_MEMBERS));
    for (String cell : List.of("x".repeat(65), "\"" + "x".repeat(64), "\"" + "x\"\"".repeat(32))) {
      assertThatExceptionOfType(MaskingException.class)
          .isThrownBy(() -> mask(tight, MediaKind.CSV, "a\n" + cell))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOKEN_TOO_LONG));
    }
  }

  @Test
  void leavesColumnsOfTheSameNameInJsonAlone() throws MaskingException {
    assertThat(mask(POLICY, MediaKind.JSON, "{\"full name\":\"x\"}"))
        .isEqualTo("{\"full name\":\"x\"}");
  }

  @Test
  void refusesColumnsAndFieldsThatCannotBe() {
    List<MaskingRule> rules =
        List.of(
            column("c", MaskingStrategy.redact()),
            column("c", MaskingStrategy.redact(), "#0"),
            column("c", MaskingStrategy.redact(), "_"),
            field("f"),
            field("f", "name"),
            field("f", "a.B#x"),
            field("f", "a.B."));
    assertThatExceptionOfType(MaskingPolicyException.class)
        .isThrownBy(() -> MaskingPolicy.compile(rules))
        .satisfies(e ->
            assertThat(e.mistakes())
                .extracting(Mistake::position)
                .containsExactly(0, 1, 2, 3, 4, 5, 6));
  }

  private static MaskingRule column(String name, MaskingStrategy strategy, String... columns) {
    return new MaskingRule.Column(name, List.of(columns), strategy);
  }

  private static MaskingRule field(String name, String... fields) {
    return new MaskingRule.Field(name, List.of(fields), MaskingStrategy.redact());
  }
}
