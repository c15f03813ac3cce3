package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.all;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countersign.masking.MaskingException.Reason;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailClosedTest {

  private static final MaskingPolicy ALL = all();

  /// Bodies in ISO 8859-1, so that a row can hold any bytes.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          JSON   | {"a":1,"a":2}              | DUPLICATE_KEY    | 7
          JSON   | {"a":1,"\\u0061":2}        | DUPLICATE_KEY    | 7
          JSON   | {"a":{"b":1},"a":{"b":2}}  | DUPLICATE_KEY    | 13
          JSON   | {"a":1                     | TRUNCATED        | 6
          JSON   | {"a":"b                    | TRUNCATED        | 5
          JSON   | "                          | TRUNCATED        | 0
          JSON   | tru                        | TRUNCATED        | 0
          JSON   | {"a":1}{"b":2}             | TRAILING_CONTENT | 7
          JSON   | 1 x                        | TRAILING_CONTENT | 2
          JSON   | {"a":1,}                   | MALFORMED        | 7
          JSON   | [1,]                       | MALFORMED        | 3
          JSON   | [,1]                       | MALFORMED        | 1
          JSON   | [1 2]                      | MALFORMED        | 3
          JSON   | {"a" 1}                    | MALFORMED        | 5
          JSON   | {a:1}                      | MALFORMED        | 1
          JSON   | {'a':1}                    | MALFORMED        | 1
          JSON   | {1:1}                      | MALFORMED        | 1
          JSON   | [01]                       | MALFORMED        | 1
          JSON   | [+1]                       | MALFORMED        | 1
          JSON   | [.5]                       | MALFORMED        | 1
          JSON   | [5.]                       | MALFORMED        | 1
          JSON   | [1e]                       | MALFORMED        | 1
          JSON   | [-]                        | MALFORMED        | 1
          JSON   | [1-2]                      | MALFORMED        | 1
          JSON   | [NaN]                      | MALFORMED        | 1
          JSON   | [nul]                      | MALFORMED        | 1
          JSON   | [True]                     | MALFORMED        | 1
          JSON   | ["\\x"]                    | MALFORMED        | 1
          JSON   | ["\\u12"]                  | MALFORMED        | 1
          JSON   | ["\\u12g4"]                | MALFORMED        | 1
          JSON   | [1}                        | MALFORMED        | 2
          JSON   | {"a":1]                    | MALFORMED        | 6
          JSON   | }                          | MALFORMED        | 0
          JSON   | // x                       | MALFORMED        | 0
          JSON   | [1] // x                   | TRAILING_CONTENT | 4
          JSON   | ["é"]                      | INVALID_UTF8     | 1
          JSON   | {"é":1}                    | INVALID_UTF8     | 1
          NDJSON | {} {}                      | TRAILING_CONTENT | 3
          NDJSON | {                          | TRUNCATED        | 1
          TEXT   | aé                         | INVALID_UTF8     | 0
          SSE    | data: é                    | INVALID_UTF8     | 0
          FORM   | a=1&b=%é0                  | MALFORMED        | 4
          FORM   | a=1&b=%4                   | MALFORMED        | 4
          FORM   | a=1&b=%ff                  | INVALID_UTF8     | 4
          """)
  void refusesWhatItCannotRead(MediaKind kind, String body, Reason reason, long position) {
    assertThatExceptionOfType(MaskingException.class)
        .isThrownBy(() -> ALL.mask(kind, body.replace("\\\\", "\\").getBytes(ISO_8859_1)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e.position()).isEqualTo(position));
  }

  @Test
  void refusesANewlineInsideALineOfJson() {
    assertReason(ALL, MediaKind.NDJSON, "{\"a\":\n1}", Reason.MALFORMED);
  }

  @Test
  void refusesAByteOrderMarkBeforeJson() {
    assertReason(ALL, MediaKind.JSON, "\ufeff{}", Reason.MALFORMED);
  }

  @Test
  void refusesWhatIsBeyondTheLimits() {
    MaskingPolicy tight = MaskingPolicy.compile(List.of(), new MaskingLimits(3, 64, 2, 3));
    assertReason(tight, MediaKind.JSON, "[[[[]]]]", Reason.TOO_DEEP);
    assertReason(tight, MediaKind.JSON, "{\"a\":1,\"b\":2,\"c\":3}", Reason.TOO_MANY_MEMBERS);
    for (String body : List.of("[\"%s\"]", "[\"%s", "[1%s]", "{\"%s\":1}")) {
      assertReason(tight, MediaKind.JSON, body.formatted("1".repeat(64)), Reason.TOKEN_TOO_LONG);
    }
    for (MediaKind kind : List.of(MediaKind.TEXT, MediaKind.SSE, MediaKind.FORM)) {
      assertReason(tight, kind, "x".repeat(65), Reason.TOKEN_TOO_LONG);
    }
  }

  @Test
  void acceptsWhatIsJustWithinTheLimits() throws MaskingException {
    MaskingPolicy tight = MaskingPolicy.compile(List.of(), new MaskingLimits(3, 64, 2, 3));
    for (String body : List.of("[[[]]]", "[{\"a\":1,\"b\":2},{\"a\":1,\"b\":2}]")) {
      assertThat(TestPolicies.json(tight, body)).isEqualTo(body);
    }
    String text = "x".repeat(64) + "\n" + "y".repeat(64);
    assertThat(TestPolicies.text(tight, text)).isEqualTo(text);
  }

  @Test
  void acceptsAnEmptyBodyOfEveryKind() throws MaskingException {
    for (MediaKind kind : MediaKind.values()) {
      assertThat(ALL.mask(kind, new byte[0]).bytes()).isEmpty();
    }
  }

  @Test
  void neverShowsTheBodyInAFailure() {
    assertThatExceptionOfType(MaskingException.class)
        .isThrownBy(() -> ALL.mask(MediaKind.JSON, "{\"secret\":hunter2}".getBytes(UTF_8)))
        .withMessage("masking: malformed at byte 10")
        .withNoCause();
  }

  @Test
  void isOverAfterAFailure() {
    MaskingSession session = ALL.open(MediaKind.JSON);
    byte[] bad = {'x'};
    assertThatExceptionOfType(MaskingException.class)
        .isThrownBy(() -> session.feed(bad, (_, _, _) -> {}));
    assertThatIllegalStateException().isThrownBy(() -> session.feed(bad, (_, _, _) -> {}));
    assertThatIllegalStateException().isThrownBy(() -> session.finish((_, _, _) -> {}));
  }

  @Test
  void isOverAfterTheSinkFailed() {
    MaskingSession session = ALL.open(MediaKind.TEXT);
    MaskedSink broken =
        (_, _, _) -> {
          throw new IOException("gone");
        };
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> session.feed("a\n".getBytes(UTF_8), broken))
        .withMessage("gone");
    assertThatIllegalStateException().isThrownBy(() -> session.finish((_, _, _) -> {}));
  }

  private static void assertReason(
      MaskingPolicy policy, MediaKind kind, String body, Reason reason) {
    assertThatExceptionOfType(MaskingException.class)
        .isThrownBy(() -> policy.mask(kind, body.getBytes(UTF_8)))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
