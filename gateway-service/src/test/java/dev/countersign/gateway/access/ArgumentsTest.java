package dev.countersign.gateway.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.gateway.access.ArgumentsRefused.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void putsPathQueryAndBodyTogetherInThatOrder() {
    Arguments arguments =
        Arguments.merge(
            Map.of("id", "7"),
            List.of(Map.entry("limit", "10"), Map.entry("after", "é\"")),
            json("{\"amount\": 1.10, \"note\": null}"));

    assertThat(text(arguments))
        .isEqualTo(
            "{\"id\":\"7\",\"limit\":\"10\",\"after\":\"é\\\"\",\"amount\":1.10,\"note\":null}");
    assertThat(arguments.asMap()).containsEntry("limit", "10").containsEntry("amount", 1.1);
    assertThat(arguments.holdsNull()).isTrue();
  }

  @Test
  void isTheBodyWhereThereIsNothingElse() {
    assertThat(text(Arguments.merge(Map.of(), List.of(), json(" { } ")))).isEqualTo("{}");
    assertThat(Arguments.merge(Map.of(), List.of(), null)).isEqualTo(Arguments.NONE);
    assertThat(text(Arguments.merge(Map.of("id", "7"), List.of(), json("{}"))))
        .isEqualTo("{\"id\":\"7\"}");
  }

  @Test
  void callsABodyThatIsNoObjectBody() {
    assertThat(text(Arguments.merge(Map.of(), List.of(), json("[1, null]"))))
        .isEqualTo("{\"body\":[1,null]}");
    assertThat(text(Arguments.merge(Map.of("id", "7"), List.of(), json("null"))))
        .isEqualTo("{\"id\":\"7\",\"body\":null}");
    assertThat(Arguments.merge(Map.of(), List.of(), json("null")).holdsNull()).isTrue();
  }

  @Test
  void refusesAQueryParameterThatStandsTwice() {
    assertThat(fault(Map.of(), query("a", "1", "a", "1"), null)).isEqualTo(Fault.DUPLICATE);
    assertThat(fault(Map.of(), query("a", "1", "A", "2"), null)).isEqualTo(Fault.DUPLICATE);
  }

  @Test
  void refusesANameThatStandsInTwoPlaces() {
    assertThat(fault(Map.of("id", "1"), query("id", "1"), null)).isEqualTo(Fault.AMBIGUOUS);
    assertThat(fault(Map.of("id", "1"), query(), json("{\"id\":\"1\"}")))
        .isEqualTo(Fault.AMBIGUOUS);
    assertThat(fault(Map.of(), query("id", "1"), json("{\"ID\":1}"))).isEqualTo(Fault.AMBIGUOUS);
    assertThat(fault(Map.of(), query("body", "1"), json("[]"))).isEqualTo(Fault.AMBIGUOUS);
  }

  @Test
  void refusesTextInTheAddressThatJsonCouldNotHold() {
    assertThat(fault(Map.of("id", "a\u0000b"), query(), null)).isEqualTo(Fault.MALFORMED);
    assertThat(fault(Map.of(), query("a", "\ud800"), null)).isEqualTo(Fault.INVALID_ENCODING);
    assertThat(fault(Map.of(), query("\udc00", "a"), null)).isEqualTo(Fault.INVALID_ENCODING);
  }

  @Test
  void takesWholeObjectsOnlyWhenParsed() {
    assertThat(text(Arguments.parse("{\"a\" : 1}".getBytes(UTF_8), JsonLimits.DEFAULT)))
        .isEqualTo("{\"a\":1}");
    assertThat(
            catchThrowableOfType(
                    ArgumentsRefused.class,
                    () -> Arguments.parse("[1]".getBytes(UTF_8), JsonLimits.DEFAULT))
                .fault())
        .isEqualTo(Fault.MALFORMED);
  }

  @Test
  void isEqualByItsCanonicalBytesAndShowsNothing() {
    Arguments one = Arguments.merge(Map.of(), List.of(), json("{\"a\":\"secret\"}"));

    assertThat(one).isEqualTo(Arguments.merge(Map.of(), query("a", "secret"), null));
    assertThat(one).isNotEqualTo(Arguments.merge(Map.of(), query("a", "Secret"), null));
    assertThat(one.toString()).doesNotContain("secret");
  }

  @Test
  void neverChanges() {
    Arguments arguments = Arguments.merge(Map.of(), query("a", "1"), json("{\"b\":[1]}"));
    byte[] bytes = arguments.canonicalBytes();
    Arrays.fill(bytes, (byte) 'x');

    assertThat(text(arguments)).isEqualTo("{\"a\":\"1\",\"b\":[1]}");
    assertThat(
            catchThrowableOfType(
                UnsupportedOperationException.class, () -> arguments.asMap().clear()))
        .isNotNull();
  }

  private static Fault fault(
      Map<String, String> path,
      List<Map.Entry<String, String>> query,
      @Nullable JsonDocument body) {
    return catchThrowableOfType(ArgumentsRefused.class, () -> Arguments.merge(path, query, body))
        .fault();
  }

  private static List<Map.Entry<String, String>> query(String... pairs) {
    return IntStream.range(0, pairs.length / 2)
        .mapToObj(i -> Map.entry(pairs[2 * i], pairs[2 * i + 1]))
        .toList();
  }

  private static JsonDocument json(String text) {
    return JsonDocument.parse(text.getBytes(UTF_8), JsonLimits.DEFAULT);
  }

  private static String text(Arguments arguments) {
    return new String(arguments.canonicalBytes(), UTF_8);
  }
}
