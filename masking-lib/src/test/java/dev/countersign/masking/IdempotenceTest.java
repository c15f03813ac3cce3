package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.all;
import static dev.countersign.masking.TestPolicies.everyDetector;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotenceTest {

  private static final MaskingPolicy FIXED = everyDetector(MaskingStrategy.fixed("***"));
  private static final MaskingPolicy LAST_FOUR = everyDetector(MaskingStrategy.keepLast(4));
  private static final MaskingPolicy FIRST_FOUR = everyDetector(MaskingStrategy.truncate(4));
  private static final MaskingPolicy TOKENS = everyDetector(MaskingStrategy.pseudonym());

  static Stream<Corpus.Body> bodies() {
    return Corpus.bodies();
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void maskingTwiceChangesNothing(Corpus.Body body) {
    for (MaskingPolicy policy : List.of(all(), FIXED, LAST_FOUR, FIRST_FOUR, TOKENS)) {
      byte[] once;
      try {
        once = policy.mask(body.kind(), body.bytes()).bytes();
      } catch (MaskingException refused) {
        continue;
      }
      assertThat(again(policy, body.kind(), once)).isEqualTo(new String(once, UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b.org@c.de",
        "4111111111111111@x.com",
        "4111 1111 1111 1111@x.com",
        "4111 1111 1111 1111 1111 1111 1111 1111",
        "123-45-6789-4111111111111111",
        "4111111111111123-45-6789",
        "x@123-45-6789.org",
        "123-45-6789@4111111111111111.org",
        "[123-45-6789,{\"password\":\"p\"}]",
        "4111111111111111 222222222222 3333",
        "***@b.org",
        "****1111 1111 1111 1111",
        "ssn ssn 123456789 123456789",
        "a@b.org.@c.org",
        "password=hunter2, token=a1b2c3d4e5f6",
        "password=a b@c.org1 pwd='a1@b.org'",
        "Tel. 030 901820, 030 901821 or call 030 901822",
        "198.51.100.7-198.51.100.8-198.51.100.9",
        "GB82 WEST 1234 5698 7654 32 4111 1111 1111 1111",
        "198.51.100.7@x.org 2001:db8::1:198.51.100.7",
        "5105105105105100-1111-1111-1111",
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqb2UifQ.@x.org",
      })
  void maskingTwiceChangesNothingWhereHitsMeet(String text) {
    for (MaskingPolicy policy : List.of(all(), FIXED, LAST_FOUR, FIRST_FOUR, TOKENS)) {
      String once = again(policy, MediaKind.TEXT, text.getBytes(UTF_8));
      assertThat(again(policy, MediaKind.TEXT, once.getBytes(UTF_8))).isEqualTo(once);
    }
  }

  private static String again(MaskingPolicy policy, MediaKind kind, byte[] body) {
    try {
      return new String(policy.mask(kind, body).bytes(), UTF_8);
    } catch (MaskingException e) {
      throw new AssertionError("refused: " + new String(body, UTF_8), e);
    }
  }
}
