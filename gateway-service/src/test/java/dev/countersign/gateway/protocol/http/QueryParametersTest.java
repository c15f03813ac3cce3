package dev.countersign.gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.gateway.access.ArgumentsRefused;
import dev.countersign.gateway.access.ArgumentsRefused.Fault;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParametersTest {

  @Test
  void keepsTheOrderAndDecodesOnce() {
    assertThat(QueryParameters.parse("b=%25&a=x+y&flag&e=").entries())
        .containsExactly(
            Map.entry("b", "%"), Map.entry("a", "x y"), Map.entry("flag", ""), Map.entry("e", ""));
  }

  @Test
  void hasNoParametersWithoutAQuery() {
    assertThat(QueryParameters.parse(null).entries()).isEmpty();
    assertThat(QueryParameters.parse("").entries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"a=1&&b=2", "=1", "&", "a=1&", "%=1"})
  void refusesEmptyAndNamelessParameters(String query) {
    assertThatExceptionOfType(ArgumentsRefused.class)
        .isThrownBy(() -> QueryParameters.parse(query));
  }

  @ParameterizedTest
  @CsvSource({"a=%", "a=%4", "a=%zz", "a=%ff", "a=\u00e9", "a=b;c", "a=<b>"})
  void refusesWhatIsNotPercentEncodedUtf8(String query) {
    assertThatExceptionOfType(ArgumentsRefused.class)
        .isThrownBy(() -> QueryParameters.parse(query))
        .returns(Fault.INVALID_ENCODING, ArgumentsRefused::fault);
  }

  @Test
  void refusesMoreParametersThanAnybodyNeeds() {
    String many =
        IntStream.range(0, 257).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
    assertThatExceptionOfType(ArgumentsRefused.class)
        .isThrownBy(() -> QueryParameters.parse(many))
        .returns(Fault.TOO_LARGE, ArgumentsRefused::fault);
  }

  @ParameterizedTest
  @CsvSource({
    "a=1&b=2, ?a=1&b=2",
    "a=x+y, ?a=x%20y",
    "a=/x?y=z, ?a=%2Fx%3Fy%3Dz",
    "a=%e2%82%ac, ?a=%E2%82%AC",
    "a=%26b%3D1, ?a=%26b%3D1"
  })
  void isWrittenAnewFromWhatWasDecoded(String query, String written) {
    StringBuilder target = new StringBuilder();
    QueryParameters.parse(query).appendTo(target);
    assertThat(target).hasToString(written);
    StringBuilder again = new StringBuilder();
    QueryParameters.parse(written.substring(1)).appendTo(again);
    assertThat(again).hasToString(written);
  }
}
