package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.all;
import static dev.countersign.masking.TestPolicies.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
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
          SSN: 536.90.4399                   | SSN: [redacted:ssn]
          (078-05-1120)                      | ([redacted:ssn])
          GB82WEST12345698765432             | [redacted:iban]
          gb82west12345698765432             | [redacted:iban]
          IBAN GB82 WEST 1234 5698 7654 32.  | IBAN [redacted:iban].
          DE89-3704-0044-0532-0130-00        | [redacted:iban]
          to:NO9386011117947,x               | to:[redacted:iban],x
          MT84MALT011000012345MTLCAST001S    | [redacted:iban]
          DE89370400440532013000 FR1420041010050500013M02606 | [redacted:iban] [redacted:iban]
          password=hunter2                   | password=[redacted:secret]
          password: "hunter2", user: "joe"   | password: "[redacted:secret]", user: "joe"
          pwd=a1b2c3 token=a1b2c3d4e5f6 x    | pwd=[redacted:secret] token=[redacted:secret] x
          https://joe:s3cret@db/x            | https://joe:[redacted:secret]@db/x
          Tel. 030 901820, fax 030 901821    | Tel. [redacted:phone], fax [redacted:phone]
          call (212) 555-0123 or +4930901820 | call [redacted:phone] or [redacted:phone]
          BSN 111222333, NIF 12345678Z       | BSN [redacted:nl-bsn], NIF [redacted:es-nif]
          198.51.100.7                       | [redacted:ip]
          192.168.100.200                    | [redacted:ip]
          from 198.51.100.7:8080, 10.0.0.9   | from [redacted:ip]:8080, [redacted:ip]
          10.1.2.3-10.1.2.9 and 10.1.2.0/24  | [redacted:ip]-[redacted:ip] and [redacted:ip]/24
          http://198.51.100.7/x ip=10.0.0.1. | http://[redacted:ip]/x ip=[redacted:ip].
          2001:db8:0:0:0:0:2:1               | [redacted:ip]
          at [2001:db8::1]:443 or fe80::1%eth0 | at [[redacted:ip]]:443 or [redacted:ip]%eth0
          addr:2001:db8::ff00:42:8329,       | addr:[redacted:ip],
          ::ffff:198.51.100.7 end            | [redacted:ip] end
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
        "1Z999AA10123456784",
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
        // no account numbers: country, length, check digits, hanging on something
        "GB82WEST12345698765433",
        "GB82WEST1234569876543",
        "GB82WEST123456987654321",
        "xGB82WEST12345698765432",
        "ZZ82WEST12345698765432",
        "GB82 WEST 12345698765432",
        "GB82 WEST-1234 5698 7654 32",
        "DE00370400440532013000",
        // no addresses of the internet: versions, networks, masks, times, scopes, fingerprints
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "v1.2.3.4",
        "version 1.2.3.4",
        "Version: 1.2.3.4",
        "lib-1.2.3.4.jar",
        "section 2.1.4.1",
        "RFC 9162 §2.1.4.1",
        "§ 2.1.4.1",
        "strftime.c,v 1.10.2.3",
        "lib-1.2.3.4",
        "1.2.3.4-rc",
        "Chrome/120.0.0.0 Safari",
        "0.0.0.0",
        "127.0.0.1",
        "255.255.255.0",
        "::1",
        "12:34:56",
        "2024-05-20T10:11:12+00:00",
        "00:1b:44:11:3a:b7",
        "00:11:22:33:44:55:66:77",
        "ab::cd",
        "std::dec::fed",
        "a1:b2:c3:d4:e5:f6:a7:b8:c9:d0:e1:f2:a3:b4:c5:d6",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "2001:db8::1::2",
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

  @Test
  void takesFourDecimalsForAVersionWhereTheNameSaysSo() throws MaskingException {
    assertThat(TestPolicies.json(ALL, "{\"app_version\":\"1.2.3.4\",\"host\":\"1.2.3.4\"}"))
        .isEqualTo("{\"app_version\":\"1.2.3.4\",\"host\":\"[redacted:ip]\"}");
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
