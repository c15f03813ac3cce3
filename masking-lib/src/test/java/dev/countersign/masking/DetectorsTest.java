package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.all;
import static dev.countersign.masking.TestPolicies.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectorsTest {

  private static final MaskingPolicy ALL = all();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          joe@example.org                    | [redacted:email]
          mail joe@example.org.              | mail [redacted:email].
          <joe.o'neil+tag@mail.example.org>  | <[redacted:email]>
          "'joe@example.org'"                | "'[redacted:email]'"
          mailto:joe@example.org?x=1         | mailto:[redacted:email]?x=1
          email=JOE@EXAMPLE.ORG;b            | email=[redacted:email];b
          (joe%x_y-z@example.co.uk)          | ([redacted:email])
          joe@example.org,ann@example.org    | [redacted:email],[redacted:email]
          **joe@example.org**                | **[redacted:email]**
          jörg.müller@exämple.de             | [redacted:email]
          邮箱：joe@example.org               | 邮箱：[redacted:email]
          用户@例子.广告                      | [redacted:email]
          裕子.吉田2@example.org              | [redacted:email]
          请联系joe2@example.org              | 请联系[redacted:email]
          joe@sub.example.org.1              | [redacted:email].1
          a@b.org@c                          | [redacted:email]
          4111111111111111                   | [redacted:card]
          4111 1111 1111 1111 12/27          | [redacted:card] 12/27
          card 5500-0000-0000-0004,          | card [redacted:card],
          amex 3782 822463 10005             | amex [redacted:card]
          3782-822463-10005                  | [redacted:card]
          pan_6011111111111117               | pan_[redacted:card]
          2223003122003222                   | [redacted:card]
          diners 30569309025904              | diners [redacted:card]
          jcb 3530111333300000               | jcb [redacted:card]
          4111111111111111 5500000000000004  | [redacted:card] [redacted:card]
          1234 4111 1111 1111 1111           | 1234 [redacted:card]
          123-45-6789                        | [redacted:ssn]
          his SSN is 123456789               | his SSN is [redacted:ssn]
          social security number 123 45 6789 | social security number [redacted:ssn]
          (078-05-1120)                      | ([redacted:ssn])
          """)
  void finds(String text, String masked) throws MaskingException {
    assertThat(text(ALL, text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // no addresses
        "@",
        "a@",
        "@b.org",
        "a@b",
        "a@b.c",
        "lodash@4.17.21",
        "npm i @scope/pkg",
        "1@2.34",
        "@media (x)",
        // no cards: length, prefix, check digit, hanging on something
        "4111111111111112",
        "411111111111111",
        "41111111111111111",
        "1234567890123452",
        "0.4111111111111111",
        "12.4111111111111111",
        "x4111111111111111",
        "4111111111111111e",
        "4111 1111 1111 1112",
        "4111-1111 1111-1111",
        "41 11 11 11 11 11 11 11",
        "550e8400-e29b-41d4-a716-446655440000",
        "12345678-1234-1234-1234-123456789012",
        "2024-05-20T10:11:12.123456789Z",
        "1732060800000",
        "1732060800000000",
        "20240520101112345",
        "d41d8cd98f00b204e9800998ecf8427e",
        "9007199254740993",
        "order 100200300400500",
        "52.520006599999991",
        "+1 415 555 2671",
        "1Z999AA10123456784",
        "192.168.100.200",
        // no security numbers: never issued, no context
        "000-12-3456",
        "666-12-3456",
        "900-12-3456",
        "123-00-6789",
        "123-45-0000",
        "123456789",
        "123 45 6789",
        "1123-45-6789",
        "123-45-67890",
        "1-123-45-6789",
        "2024-01-1234",
        "className 123456789",
        "business 123456789",
        "123-456-7890",
        // no tokens and keys
        "eyJ.a.b",
        "eyJhbGciOiJSUzI1NiJ9",
        "xeyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqb2UifQ.c2ln",
        "-----BEGIN CERTIFICATE-----",
        "-----BEGIN PUBLIC KEY-----",
        "-----",
        "-- BEGIN PRIVATE KEY --",
      })
  void leavesAlone(String text) throws MaskingException {
    assertThat(text(ALL, text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"order_id", "ean", "trackingNumber", "timestamp"})
  void takesABareNumberForNoCardWhereTheNameSaysSo(String name) throws MaskingException {
    for (String value : new String[] {"\"4111111111111111\"", "4111111111111111"}) {
      String body = "{\"" + name + "\":" + value + "}";
      assertThat(TestPolicies.json(ALL, body)).isEqualTo(body);
    }
    assertThat(TestPolicies.json(ALL, "{\"" + name + "\":\"paid with 4111111111111111\"}"))
        .contains("[redacted:card]");
  }

  @ParameterizedTest
  @ValueSource(strings = {Corpus.JWT, "Bearer " + Corpus.JWT + ", x", "{" + Corpus.JWT + "}"})
  void findsTokens(String text) throws MaskingException {
    assertThat(text(ALL, text)).isEqualTo(text.replace(Corpus.JWT, "[redacted:jwt]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "})
  void findsPrivateKeys(String kind) throws MaskingException {
    String key =
        "-----BEGIN %sPRIVATE KEY-----\\nMIIEow\\n-----END %sPRIVATE KEY-----"
            .formatted(kind, kind);
    assertThat(TestPolicies.json(ALL, "[\"a " + key + " b\",\"" + key + "\\n\"]"))
        .isEqualTo("[\"a [redacted:pem] b\",\"[redacted:pem]\\n\"]");
  }
}
