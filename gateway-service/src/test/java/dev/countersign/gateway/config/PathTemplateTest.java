package dev.countersign.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
  private final FunctionTable table =
      new FunctionTable(
          List.of(
              function("root", "GET", "/"),
              function("one", "GET", "/customers/{id}"),
              function("pay", "POST", "/customers/{id}/payments/{payment}"),
              function("me", "GET", "/me"),
              function("odd", "GET", "/a:b@c/$x,y")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET  | /                          | root {}",
        "GET  | /customers/7               | one {id=7}",
        "GET  | /customers/a%20b           | one {id=a b}",
        "GET  | /%63ustomers/7             | one {id=7}",
        "GET  | /customers/%C3%A9          | one {id=é}",
        "GET  | /customers/%e2%82%ac       | one {id=€}",
        "GET  | /customers/...             | one {id=...}",
        "GET  | /customers/%3Bx            | one {id=;x}",
        "GET  | /customers/%3Fa            | one {id=?a}",
        "GET  | /customers/%2525           | one {id=%25}",
        "POST | /customers/7/payments/8    | pay {id=7, payment=8}",
        "GET  | /a:b@c/$x,y                | odd {}",
      })
  void findsTheFunctionOfARequest(String method, String path, String found) {
    FunctionMatch match = table.match(method, path).orElseThrow();

    assertThat(match.function().name() + " " + match.variables()).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "//",
        "customers/7",
        "/customers",
        "/customers/",
        "/customers//7",
        "/customers/7/",
        "//customers/7",
        "/customers/.",
        "/customers/..",
        "/customers/%2e%2E",
        "/customers/../me",
        "/customers/x/../7",
        "/./me",
        "/customers/a%2Fb",
        "/customers/a%2fb",
        "/customers/a%5Cb",
        "/customers/a\\b",
        "/customers/%00",
        "/customers/%0d%0aX",
        "/customers/%7F",
        "/customers/%",
        "/customers/%4",
        "/customers/%zz",
        "/customers/%u0041",
        "/customers/%C3",
        "/customers/%C0%AF",
        "/customers/%ED%A0%80",
        "/customers/%FF",
        "/customers/é",
        "/customers/a b",
        "/customers/a;b",
        "/customers;x/7",
        "/customers/7?x=1",
        "/customers/7#x",
        "/customers/a+b",
        "/customers/a=b",
        "/customers/<x>",
        "/customers/\"x\"",
        "/Customers/7",
        "/me/",
        "/customers/7/payments/8/9"
      })
  void findsNothingForAnOddPath(String path) {
    assertThat(table.match("GET", path)).isEmpty();
  }

  @Test
  void comparesMethodsExactly() {
    assertThat(table.match("get", "/me")).isEmpty();
    assertThat(table.match("POST", "/me")).isEmpty();
    assertThat(table.match("HEAD", "/me")).isEmpty();
    assertThat(table.match("GET", "/me")).isPresent();
  }

  @Test
  void boundsThePath() {
    assertThat(table.match("GET", "/customers/" + "x".repeat(4_000))).isPresent();
    assertThat(table.match("GET", "/customers/" + "x".repeat(4_096))).isEmpty();
    assertThat(table.match("GET", "/x".repeat(65))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "a b", "é€😀", "a;b?c#d&e=f+g", "%25", "100%", "'quoted'", "..."})
  void forwardsWhatWasJudged(String value) {
    PathTemplate template = PathTemplate.parse("/customers/{id}");
    String forwarded = template.expand(Map.of("id", value));

    assertThat(forwarded).matches("/customers/[A-Za-z0-9._~%-]+");
    assertThat(table.match("GET", forwarded).orElseThrow().variables()).containsEntry("id", value);
  }

  @Test
  void forwardsNothingForAVariableWithoutValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathTemplate.parse("/customers/{id}").expand(Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/a/{x}   | /a/b     | true",
        "/a/{x}   | /{y}/b   | true",
        "/a/{x}   | /b/{x}   | false",
        "/a/{x}   | /a/{y}   | true",
        "/a/{x}   | /a       | false",
        "/a/{x}/c | /a/b/{y} | true",
        "/a/{x}/c | /a/b/d   | false",
        "/        | /        | true",
        "/        | /{x}     | false",
      })
  void knowsWhichTemplatesMeet(String one, String other, boolean overlaps) {
    assertThat(PathTemplate.parse(one).overlaps(PathTemplate.parse(other))).isEqualTo(overlaps);
    assertThat(PathTemplate.parse(other).overlaps(PathTemplate.parse(one))).isEqualTo(overlaps);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "/a/",
        "//",
        "/a//b",
        "/a b",
        "/a?b",
        "/a#b",
        "/a%20b",
        "/{",
        "/{}",
        "/{a-b}",
        "/x{a}",
        "/{a}x",
        "/{a}{b}",
        "/{a}/{a}",
        "/{a}/{A}",
        "/.",
        "/a/..",
        "/é",
        "/{1a}",
        "/a\\b",
        "/a;b"
      })
  void refusesATemplateThatIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> PathTemplate.parse(text));
  }

  private static ConnectionFunction function(String name, String method, String path) {
    return new ConnectionFunction(name, method, PathTemplate.parse(path), null);
  }
}
