package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.all;
import static dev.countersign.masking.TestPolicies.json;
import static dev.countersign.masking.TestPolicies.packs;
import static dev.countersign.masking.TestPolicies.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMaskingTest {

  private static final MaskingPolicy ALL = all();
  private static final int NAMES = 500;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " [ ] ",
        "null",
        "\"\"",
        "{\"n\":9007199254740993,\"m\":1.10,\"x\":1E400,\"z\":-0.0e-7}",
        "{ \"a\" : [ 1 , true , false , null , \"x\\u00e9\\n\\/\" ] }\r\n",
        "[\"\\ud800 alone\",\"é€😀\",\"\\ud83d\\ude00\"]",
        "{\"\":{\"\":[[],{}]}}",
        "{\"id\":\"550e8400-e29b-41d4-a716-446655440000\",\"at\":1732060800000000000}",
      })
  void leavesWhatNoRuleTakesAsItIs(String body) throws MaskingException {
    assertThat(json(ALL, body)).isEqualTo(body);
  }

  @Test
  void hidesMembersByNameHoweverTheNameIsWritten() throws MaskingException {
    MaskingPolicy policy = policy(MaskingRule.key("key", "api_key"));
    assertThat(
            json(policy, "{\"api_key\":\"a\",\"apiKey\":\"b\",\"API-Key\":\"c\",\"keys\":\"d\"}"))
        .isEqualTo(
            "{\"api_key\":\"[redacted:key]\",\"apiKey\":\"[redacted:key]\","
                + "\"API-Key\":\"[redacted:key]\",\"keys\":\"d\"}");
  }

  @Test
  void hidesMembersWhoseNameIsEscaped() throws MaskingException {
    assertThat(json(ALL, "{\"pass\\u0077ord\":\"x\"}"))
        .isEqualTo("{\"pass\\u0077ord\":\"[redacted:password]\"}");
  }

  /// More names than a session remembers, each of them twice, some of them very long.
  @Test
  void knowsEveryNameAgainHoweverManyThereAre() throws MaskingException {
    MaskingPolicy policy = policy(MaskingRule.key("secret", secretNames()));
    String passed = records("\"v\"");
    String masked = json(policy, passed);
    for (int i = 0; i < NAMES; i++) {
      String value = i % 7 == 0 ? "[redacted:secret]" : "v";
      assertThat(masked.split("\"" + name(i) + "\":\"" + Pattern.quote(value) + "\"", -1))
          .as(name(i))
          .hasSize(3);
    }
  }

  private static String[] secretNames() {
    return IntStream.range(0, NAMES)
        .filter(i -> i % 7 == 0)
        .mapToObj(JsonMaskingTest::name)
        .toArray(String[]::new);
  }

  private static String records(String value) {
    String record =
        IntStream.range(0, NAMES)
            .mapToObj(i -> "\"" + name(i) + "\":" + value)
            .collect(Collectors.joining(",", "{", "}"));
    return "[" + record + "," + record + "]";
  }

  private static String name(int i) {
    return (i % 10 == 0 ? "x".repeat(i % 50) : "") + "name" + i;
  }

  @Test
  void keepsTheTypesOfHiddenValues() throws MaskingException {
    assertThat(
            json(
                policy(MaskingRule.key("x", "x")),
                "{\"x\":{\"s\":\"v\",\"n\":-1.5e3,\"t\":true,\"f\":false,\"z\":null,\"a\":[1,\"q\",{}]},\"y\":1}"))
        .isEqualTo(
            "{\"x\":{\"s\":\"[redacted:x]\",\"n\":0,\"t\":false,\"f\":false,\"z\":null,"
                + "\"a\":[0,\"[redacted:x]\",{}]},\"y\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$.a[*].b",
        "$.a[0].b",
        "$..b",
        "$['a'][*]['b']",
        "$.*.*.b",
        "$..a..b",
        "$.a..b",
        "$.a[*].*",
        "$..*.b",
        "$..[0]",
        "$.a",
      })
  void hidesWhatAPathSelects(String path) throws MaskingException {
    assertThat(json(policy(MaskingRule.path("p", path)), "{\"a\":[{\"b\":\"x\"}],\"c\":\"y\"}"))
        .isEqualTo("{\"a\":[{\"b\":\"[redacted:p]\"}],\"c\":\"y\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$.b", "$.a.b", "$.a[1].b", "$.a[*].B", "$..c", "$.a[*].b.c", "$[0]"})
  void leavesWhatAPathDoesNotSelect(String path) throws MaskingException {
    String body = "{\"a\":[{\"b\":\"x\"}]}";
    assertThat(json(policy(MaskingRule.path("p", path)), body)).isEqualTo(body);
  }

  @Test
  void letsTheFirstRuleWin() throws MaskingException {
    MaskingRule path = MaskingRule.path("path", "$.a");
    MaskingRule key = MaskingRule.key("key", "a");
    assertThat(json(policy(path, key), "{\"a\":\"x\"}")).isEqualTo("{\"a\":\"[redacted:path]\"}");
    assertThat(json(policy(key, path), "{\"a\":\"x\"}")).isEqualTo("{\"a\":\"[redacted:key]\"}");
  }

  @Test
  void findsAnAddressBehindEscapes() throws MaskingException {
    assertThat(json(ALL, "{\"note\":\"caf\\u00e9 mail JOE.Bloggs+x\\u0040Example.COM, soon\\n\"}"))
        .isEqualTo("{\"note\":\"caf\\u00e9 mail [redacted:email], soon\\n\"}");
  }

  @Test
  void masksAddressesInMemberNamesAndKeepsThemApart() throws MaskingException {
    assertThat(json(ALL, "{\"a@b.org\":1,\"c\":2,\"user:d@e.org\":3,\"f\\u0040g.org\":4}"))
        .isEqualTo(
            "{\"[redacted:email]\":1,\"c\":2,\"user:[redacted:email]#2\":3,\"[redacted:email]#3\":4}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4.111111111111111e15",
        "4111111111111111.0",
        "-4111111111111111",
        "41111111111111110e-1",
        "378282246310005",
      })
  void masksCardsThatAreNumbers(String number) throws MaskingException {
    assertThat(json(ALL, "[" + number + "]")).isEqualTo("[0]");
  }

  @Test
  void masksNineDigitsOnlyWhereTheNameSaysThatTheyAreASecurityNumber() throws MaskingException {
    assertThat(
            json(ALL, "{\"ssn_last\":123456789,\"order\":123456789,\"patientSsn\":\"123456789\"}"))
        .isEqualTo("{\"ssn_last\":0,\"order\":123456789,\"patientSsn\":\"[redacted:ssn]\"}");
  }

  @Test
  void looksThroughThreeLayersOfJsonInStrings() throws MaskingException {
    String inner = "{\"password\":\"hunter2\",\"n\":1}";
    for (int layer = 1; layer <= 3; layer++) {
      inner = "{\"text\":" + quote(inner) + "}";
      assertThat(json(ALL, inner)).doesNotContain("hunter2").contains("redacted:password");
    }
  }

  @Test
  void masksWhatIsLeftOfJsonThatWasCutOff() throws MaskingException {
    String cut = "{\"password\":\"hunter2\",\"token\":\"s3cr3t and no en";
    assertThat(json(ALL, "[" + quote(cut) + "]")).doesNotContain("hunter2", "s3cr3t");
    assertThat(json(ALL, "[" + quote("{\"a\":1} then joe@example.org") + "]"))
        .isEqualTo("[" + quote("{\"a\":1} then [redacted:email]") + "]");
  }

  @Test
  void masksEveryDuplicateInJsonInsideStrings() throws MaskingException {
    assertThat(json(ALL, "[" + quote("{\"password\":\"one\",\"password\":\"two\"}") + "]"))
        .doesNotContain("one", "two");
  }

  @Test
  void countsTheHolesOfEachRule() throws MaskingException {
    byte[] body = "{\"a\":\"x@y.org, z@y.org\",\"cvv\":123,\"password\":null}".getBytes(UTF_8);
    Masked masked = packs("pii", "pci", "secrets").mask(MediaKind.JSON, body);
    assertThat(masked.report().holes()).isEqualTo(Map.of("email", 2, "cvv", 1));
    assertThat(masked.report().bytesIn()).isEqualTo(body.length);
    assertThat(masked.report().bytesOut()).isEqualTo(masked.bytes().length);
  }

  static String quote(String text) {
    return new String(JsonText.quoted(text.getBytes(UTF_8)), UTF_8);
  }
}
