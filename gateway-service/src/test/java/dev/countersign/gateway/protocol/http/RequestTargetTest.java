package dev.countersign.gateway.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest
  @CsvSource({
    "/payments/customers/c1, payments, /customers/c1",
    "/payments/a%20b, payments, /a%20b",
    "/payments/100%25, payments, /100%25",
    "/payments, payments, /",
    "/payments/, payments, /",
    "/, '', /"
  })
  void takesAPathApartAfterItsConnection(String raw, String connection, String path) {
    assertThat(RequestTarget.parse(raw))
        .isEqualTo(new RequestTarget.Good(new RequestTarget(connection, path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "payments",
        "http://host/payments",
        "//payments",
        "/payments//a",
        "/payments/a/",
        "/payments/.",
        "/payments/..",
        "/payments/%2e",
        "/payments/.%2E/x",
        "/../payments/a",
        "/payments/a%2fb",
        "/payments/a%5cb",
        "/payments/a\\b",
        "/payments/a%00b",
        "/payments/a%0d%0ab",
        "/payments/a%7f",
        "/payments/a%c2%85b",
        "/payments/a%252e",
        "/payments/%25%32%66",
        "/payments/a;b=c",
        "/payments/a%",
        "/payments/a%2",
        "/payments/a%zz",
        "/payments/%ff",
        "/payments/%c0%af",
        "/payments/%ed%a0%80",
        "/payments/a\u00e9",
        "/payments/a#b",
        "/pay%2fments/a"
      })
  void refusesWhatTwoReadersCouldReadDifferently(String raw) {
    assertThat(RequestTarget.parse(raw)).isInstanceOf(RequestTarget.Odd.class);
  }
}
