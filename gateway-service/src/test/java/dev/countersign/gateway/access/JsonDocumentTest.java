package dev.countersign.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonDocumentTest {
  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @ParameterizedTest
  @MethodSource("dev.countersign.gateway.access.OddBodies#all")
  void refusesOddBodies(OddBodies.Odd odd) {
    ArgumentsRefused refused =
        catchThrowableOfType(ArgumentsRefused.class, () -> parse(odd.body()));

    assertThat(refused).as(odd.what()).isNotNull();
    assertThat(refused.fault()).isEqualTo(odd.fault());
  }

  @ParameterizedTest
  @MethodSource("dev.countersign.gateway.access.OddBodies#all")
  void refusesOddBodiesDeepInsideToo(OddBodies.Odd odd) {
    byte[] inside = concat("{\"x\":[0,{\"y\":".getBytes(UTF_8), odd.body(), "}]}".getBytes(UTF_8));

    assertThat(catchThrowableOfType(ArgumentsRefused.class, () -> parse(inside)))
        .as(odd.what())
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "\"\"",
        "0",
        "-0",
        "-0.0",
        "1.10",
        "1E2",
        "1e-7",
        "0.1",
        "1.7976931348623157E308",
        "4.9E-324",
        "123456789012345.6",
        "9223372036854775807",
        "-9223372036854775808",
        "9007199254740993",
        "{\"a\":{\"a\":{\"a\":[]}}}",
        "{\"b\":1,\"a\":2}",
        "{\"a\":\"é € 😀 \u2028 /\"}",
        "{\"\":null}"
      })
  void keepsWhatIsCanonicalAsItIs(String body) {
    assertThat(parse(body.getBytes(UTF_8)).canonicalBytes()).isEqualTo(body.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        " { \"a\" : [ 1 , 2 ] } | {\"a\":[1,2]}",
        "\"\\u0041\\/\\u00e9\" | \"A/é\"",
        "\"\\ud83d\\ude00\" | \"😀\"",
        "\"\\u000a\\u0008\\u0001\\u001F\\u007f\" | \"\\n\\b\\u0001\\u001f\u007f\"",
        "\"\\\"\\\\\\b\\f\\n\\r\\t\" | \"\\\"\\\\\\b\\f\\n\\r\\t\"",
        "{\"\\u0062\":1,\"a\":2} | {\"b\":1,\"a\":2}",
      })
  void writesTheSameValueInOneForm(String body, String canonical) {
    assertThat(parse(body.getBytes(UTF_8)).canonicalBytes()).isEqualTo(canonical.getBytes(UTF_8));
  }

  @Test
  void keepsIntegersAndDecimalsApart() {
    Object value = parse("[1,1.0,9007199254740993,1e2]".getBytes(UTF_8)).value();

    assertThat(value).isEqualTo(List.of(1L, 1.0, 9007199254740993L, 100.0));
  }

  @Test
  void tellsWhetherANullIsThere() {
    assertThat(parse("{\"a\":[{\"b\":null}]}".getBytes(UTF_8)).holdsNull()).isTrue();
    assertThat(parse("{\"a\":\"null\"}".getBytes(UTF_8)).holdsNull()).isFalse();
  }

  @Test
  void repeatsNoValueInItsErrorsOrItsName() {
    String secret = "hunter2";
    ArgumentsRefused refused =
        catchThrowableOfType(
            ArgumentsRefused.class,
            () -> parse(("{\"" + secret + "\":1,\"" + secret + "\":2}").getBytes(UTF_8)));

    assertThat(refused).hasMessageNotContaining(secret);
    assertThat(parse(("\"" + secret + "\"").getBytes(UTF_8)).toString()).doesNotContain(secret);
  }

  @Test
  void refusesEveryPrefixOfADocument() {
    byte[] body =
        "{\"a\":[1,-2.5e3,\"\\u00e9\\n€\",true,false,null],\"b\":{\"c\":{}}}".getBytes(UTF_8);
    for (int length = 0; length < body.length; length++) {
      byte[] prefix = Arrays.copyOf(body, length);
      assertThat(catchThrowableOfType(ArgumentsRefused.class, () -> parse(prefix)))
          .as("the first %d bytes", length)
          .isNotNull();
    }
  }

  static Stream<Long> seeds() {
    return LongStream.range(0, 400).boxed();
  }

  /// What the policy sees, what is forwarded, and what another reader makes of it are one value.
  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithAnotherReader(long seed) {
    byte[] body = new RandomJson(seed).document().getBytes(UTF_8);

    JsonDocument document = parse(body);

    JsonNode original = JACKSON.readTree(body);
    assertThat(sameValue(document.value(), original)).isTrue();
    JsonNode forwarded = JACKSON.readTree(document.canonicalBytes());
    assertThat(sameValue(document.value(), forwarded)).isTrue();
    assertThat(parse(document.canonicalBytes())).isEqualTo(document);
  }

  /// Whatever a damaged document is taken for, another reader takes it for the same.
  @ParameterizedTest
  @MethodSource("seeds")
  void neverReadsDamagedBytesDifferently(long seed) {
    RandomJson random = new RandomJson(seed);
    byte[] body = random.damaged(random.document().getBytes(UTF_8));
    try {
      JsonDocument document = parse(body);
      assertThat(sameValue(document.value(), JACKSON.readTree(body))).isTrue();
    } catch (ArgumentsRefused refused) {
      assertThat(refused.fault()).isNotNull();
    }
  }

  private static boolean sameValue(@Nullable Object mine, JsonNode theirs) {
    return switch (mine) {
      case null -> theirs.isNull();
      case Boolean value -> theirs.isBoolean() && theirs.booleanValue() == value;
      case String value -> theirs.isString() && theirs.stringValue().equals(value);
      case Long value ->
          theirs.isIntegralNumber()
              && theirs.bigIntegerValue().bitLength() < 64
              && theirs.longValue() == value;
      case Double value ->
          theirs.isNumber()
              && theirs.decimalValue().compareTo(new BigDecimal(Double.toString(value))) == 0;
      case List<?> list -> sameElements(list, theirs);
      case Map<?, ?> map -> sameMembers(map, theirs);
      default -> false;
    };
  }

  private static boolean sameElements(List<?> list, JsonNode theirs) {
    boolean same = theirs.isArray() && theirs.size() == list.size();
    for (int i = 0; same && i < list.size(); i++) {
      same = sameValue(list.get(i), theirs.get(i));
    }
    return same;
  }

  private static boolean sameMembers(Map<?, ?> map, JsonNode theirs) {
    return theirs.isObject()
        && List.copyOf(theirs.propertyNames()).equals(List.copyOf(map.keySet()))
        && map.entrySet().stream()
            .allMatch(entry -> sameValue(entry.getValue(), theirs.get((String) entry.getKey())));
  }

  private static JsonDocument parse(byte[] body) {
    return JsonDocument.parse(body, JsonLimits.DEFAULT);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
