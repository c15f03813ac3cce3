package dev.countersign.evidence.jws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One statement has one form: whatever else says the same is malformed.
class JwsTest {
  private static final String TYPE = "countersign-record+jws";
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final SigningKey key = SigningKey.generate(new SecureRandom());

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 100, 1300, 65_000})
  void whatWasSignedIsReadAndVerified(int length) {
    byte[] payload = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
    byte[] compact = Jws.sign(TYPE, payload, key);
    for (int again = 0; again < 2; again++) {
      Jws jws = Jws.parse(compact);
      assertThat(jws.keyId()).isEqualTo(key.verification().id());
      assertThat(jws.type()).isEqualTo(TYPE);
      assertThat(jws.verify(TYPE, key.verification())).hasValue(payload);
      assertThat(jws.verify("other", key.verification())).isEmpty();
    }
  }

  @Test
  void isReadAmongOtherBytesAsByItself() {
    byte[] compact = Jws.sign(TYPE, new byte[] {1, 2}, key);
    for (String around : List.of("", ".", "a.b", "x".repeat(100))) {
      byte[] bytes = (around + text(compact) + around).getBytes(StandardCharsets.US_ASCII);
      int from = around.length();
      Jws jws = Jws.parse(bytes, from, from + compact.length);
      assertThat(jws.verify(TYPE, key.verification())).hasValue(new byte[] {1, 2});
      assertThatThrownBy(() -> Jws.parse(bytes, from, from + compact.length - 1))
          .isInstanceOf(MalformedJwsException.class);
    }
  }

  @Test
  void anotherKeysStatementIsReadBehindOneOfThisKey() {
    SigningKey other = SigningKey.generate(new SecureRandom());
    Jws.parse(Jws.sign(TYPE, new byte[] {1}, key));
    Jws jws = Jws.parse(Jws.sign(TYPE, new byte[] {2}, other));
    assertThat(jws.verify(TYPE, other.verification())).hasValue(new byte[] {2});
    assertThat(jws.verify(TYPE, key.verification())).isEmpty();
  }

  @Test
  void bitsBehindTheLastByteAreMalformed() {
    for (int length : new int[] {1, 2}) {
      String compact = text(Jws.sign(TYPE, new byte[length], key));
      int last = compact.lastIndexOf('.') - 1;
      char changed = ALPHABET.charAt(ALPHABET.indexOf(compact.charAt(last)) + 1);
      String same = compact.substring(0, last) + changed + compact.substring(last + 1);
      assertThat(Base64.getUrlDecoder().decode(part(same, 1)))
          .isEqualTo(Base64.getUrlDecoder().decode(part(compact, 1)));
      assertMalformed(same);
    }
    String compact = text(Jws.sign(TYPE, new byte[3], key));
    int last = compact.length() - 1;
    assertMalformed(
        compact.substring(0, last) + ALPHABET.charAt(ALPHABET.indexOf(compact.charAt(last)) + 1));
  }

  @Test
  void paddingIsMalformed() {
    String compact = text(Jws.sign(TYPE, new byte[4], key));
    assertMalformed(compact + "==");
    assertMalformed(part(compact, 0) + "." + part(compact, 1) + "==." + part(compact, 2));
    assertMalformed(part(compact, 0) + "=." + part(compact, 1) + "." + part(compact, 2));
  }

  @Test
  void anythingButThreePartsIsMalformed() {
    String compact = text(Jws.sign(TYPE, new byte[40], key));
    String header = part(compact, 0);
    String payload = part(compact, 1);
    String signature = part(compact, 2);
    assertMalformed("");
    assertMalformed(header);
    assertMalformed(header + "." + payload);
    assertMalformed(header + "." + signature);
    assertMalformed(header + ".." + payload + "." + signature);
    assertMalformed(header + "." + payload + ".." + signature);
    assertMalformed(header + "." + payload + "." + signature + ".");
    assertMalformed("." + compact);
    assertMalformed(header + "." + payload + "." + payload + "." + signature);
    assertMalformed(header + "." + payload + "." + signature + "." + signature);
    assertMalformed(
        header + "." + payload + "." + signature.substring(0, 40) + "." + signature.substring(41));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "/", " ", "\n", "\r\n", "ü", "\0"})
  void otherCharactersAreMalformed(String strange) {
    String compact = text(Jws.sign(TYPE, new byte[40], key));
    for (int place : new int[] {5, compact.indexOf('.') + 5, compact.length() - 5}) {
      assertMalformed(compact.substring(0, place) + strange + compact.substring(place + 1));
      assertMalformed(compact.substring(0, place) + strange + compact.substring(place));
    }
  }

  private static String part(String compact, int number) {
    return compact.split("\\.")[number];
  }

  private static String text(byte[] compact) {
    return new String(compact, StandardCharsets.US_ASCII);
  }

  private static void assertMalformed(String compact) {
    assertThatThrownBy(() -> Jws.parse(compact.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedJwsException.class);
  }
}
