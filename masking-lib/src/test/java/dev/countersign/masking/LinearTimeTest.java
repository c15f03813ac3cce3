package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.all;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sixteen times the input may cost sixteen times the time and some noise; were it quadratic, it
/// would be 256 times.
class LinearTimeTest {

  private static final MaskingPolicy ALL = all();
  private static final MaskingPolicy DROPS =
      TestPolicies.policy(
          new MaskingRule.Key("pin", List.of("pin"), MaskingStrategy.drop()),
          new MaskingRule.Detect("email", Detector.EMAIL, MaskingStrategy.drop()));
  private static final int SMALL = 1 << 13;
  private static final int FACTOR = 16;
  private static final int TOO_MUCH = 80;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@",
        "a@",
        "a@b.",
        "a@b.c",
        "a.",
        "a-",
        "é",
        "é@",
        "字@",
        "a@b.org ",
        "a@b.org@",
        "4",
        "4111 ",
        "4111-",
        "411111 ",
        "4111111111111111 ",
        "4111111111111111.123-45-6789.",
        "123-45-",
        "123456789 ",
        "ssn 123456789 ",
        "ss",
        "social sec",
        "GB82",
        "GB82 WEST 1234 5698 7654 32",
        "DE89370400440532013000 ",
        "1.",
        "1.1.1.1",
        "198.51.100.7 ",
        ":",
        "::1",
        "a:",
        "2001:db8::1 ",
        "version 1.2.3.4 ",
        "eyJ",
        " eyJ",
        "eyJaaaaaaaa.",
        "J",
        "eyJaaaaaaaa.eyJ ",
        "-",
        "-----BEGIN ",
        "-----BEGIN PRIVATE KEY",
        "-----END ",
        "[",
        "{\"a\":",
        "[\"",
        "\\",
        "\"",
        "[1,",
        "a@b.org 4111111111111111 ",
        "+1",
        "+1 ",
        "(212) 555-0123 ",
        "212-555-0123-",
        "phone ",
        "phone 0301234567 ",
        "call 030 ",
        "phone-",
        "aB",
        "=",
        "=:",
        "password=",
        "password:a1",
        "pwd:-",
        "pwd:****",
        "pwd:-pwd:f(",
        "password=hunter2 ",
        "password a1B2c3D4 ",
        "token a1b2c3d4e5f6g7h8i9 ",
        "https://",
        "://a:b",
        "Bearer ",
        "&a",
        "12345678Z",
        "12345678Z ",
        "123456782 ",
        "bsn 111222333 ",
        "nif-",
        "1 84 12 76 451 089 46 ",
        "sk-",
        "sk-ant-",
        "ATATT3",
        "AKIA",
        "abcdefghij0123456789",
        "%",
        "%4",
        "%40",
        "%2540",
        "a%40b.org ",
        "%EF%BC%A0",
        "%F0%9F%98",
        "&#",
        "&#64;",
        "&amp;",
        "\u200b",
        "４",
        "４１１１ ",
        "a。",
        "\u0664",
        "AAAA",
        "/",
        "a/",
        "YWFh",
        "YWFh/",
        "YWFhYWFhYWFhYWEA",
        "YWFhYWFhYWFhYWFhYWFhgICA/",
        "YWFhYWFhYWFhYWFh.",
        "am9lQGV4YW1wbGUub3Jn ",
        "am9lQGV4YW1wbGUub3Jn/",
        "eyJ.eyJ.",
        "abcdefghij012345678 ",
        "sk-ant-api03-a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0 ",
      })
  void needsNoMoreThanLinearTimeForText(String piece) throws MaskingException {
    assertLinear(MediaKind.TEXT, "", piece, "");
    assertLinear(MediaKind.FORM, "a=", piece.replace("&", ""), "");
    assertLinear(MediaKind.SSE, "data: ", piece, "\n\n");
    String escaped = new String(XmlText.escapedInQuotes(piece.getBytes(UTF_8)), UTF_8);
    assertLinear(MediaKind.XML, "<a>", escaped, "</a>");
    assertLinear(
        MediaKind.XML, "<a>", escaped + "<!-- " + escaped.replace("-", "") + "-->", "</a>");
    assertLinear(MediaKind.XML, "<a>", "<b c=\"" + escaped + "\"/>", "</a>");
    assertLinear(MediaKind.CSV, "a\n\"", piece.replace("\"", "\"\""), "\"\n");
    assertLinear(MediaKind.CSV, "a\n", piece.replace("\"", "\"\"") + "\n", "");
    assertLinear(
        MediaKind.JSON, "[\"", new String(JsonText.escaped(piece.getBytes(UTF_8)), UTF_8), "\"]");
  }

  static Stream<String> members() {
    return Stream.of(
        ",\"k%d\":1",
        ",\"a@b%d.org\":1",
        ",\"%d\":[{\"a\":{}}]",
        ",\"%d\":\"[\\\"{\\\\\\\"\"",
        ",\"%d\":{\"0\":0,\"1\":1,\"2\":2,\"3\":3,\"4\":4,\"5\":5,\"6\":6,\"7\":7,\"8\":8,\"9\":9}");
  }

  @ParameterizedTest
  @MethodSource("members")
  void needsNoMoreThanLinearTimeForMembers(String member) throws MaskingException {
    assertLinear(
        MediaKind.JSON, "{\"\":0", members(member, SMALL), members(member, FACTOR * SMALL), "}");
  }

  @Test
  void needsNoMoreThanLinearTimeForOneTokenByteByByte() {
    for (MediaKind kind : MediaKind.values()) {
      byte[] small = ("\"" + "x".repeat(SMALL / 4)).getBytes(UTF_8);
      byte[] large = ("\"" + "x".repeat(FACTOR * SMALL / 4)).getBytes(UTF_8);
      long one = best(() -> Outcome.byteByByte(ALL, kind, small));
      long many = best(() -> Outcome.byteByByte(ALL, kind, large));
      assertThat(many).as(kind.name()).isLessThan(TOO_MUCH * one);
    }
  }

  static Stream<String> vanishing() {
    return Stream.of(
        ",{\"pin\":1}",
        ",{\"a\":2,\"pin\":[1,2,{\"b\":3}]}",
        ",\"a@b.org {\\\"pin\\\":1} a@b.org\"",
        ",\"{\\\"pin\\\":1,\\\"a\\\":\\\"a@b.org[\\\"}\"",
        ",\"{\\\"pin\\\":1 \\\"a\\\":\\\"a@b.org\\\"}\"",
        "  ,  {  \"a\"  :  0  ,  \"pin\"  :  1  }");
  }

  @ParameterizedTest
  @MethodSource("vanishing")
  void needsNoMoreThanLinearTimeForWhatVanishes(String element) {
    String small = element.repeat(SMALL / element.length());
    String large = element.repeat(FACTOR * SMALL / element.length());
    for (MediaKind kind : List.of(MediaKind.JSON, MediaKind.TEXT, MediaKind.SSE)) {
      String head = kind == MediaKind.SSE ? "data: [0" : "[0";
      assertLinear(DROPS, kind, head, small, large, "]");
      assertLinear(DROPS, kind, head + ",{\"pin\":[0", small, large, "]}]");
    }
  }

  @Test
  void needsNoMoreThanLinearTimeForWhatVanishesByteByByte() {
    for (String piece : List.of(" ", "1,", "{\"a\":[],\"pin\":2},")) {
      byte[] small = ("[{\"a\":1," + spread(piece, SMALL / 4)).getBytes(UTF_8);
      byte[] large = ("[{\"a\":1," + spread(piece, FACTOR * SMALL / 4)).getBytes(UTF_8);
      long one = best(() -> Outcome.byteByByte(DROPS, MediaKind.JSON, small));
      long many = best(() -> Outcome.byteByByte(DROPS, MediaKind.JSON, large));
      assertThat(many).as(piece).isLessThan(TOO_MUCH * one);
    }
  }

  /// As white space behind a comma, or as the elements of a list that vanishes.
  private static String spread(String piece, int length) {
    String many = piece.repeat(length / piece.length());
    return piece.isBlank() ? many + "\"b\":2}]" : "\"pin\":[" + many + "0]}]";
  }

  private static String members(String member, int length) {
    StringBuilder members = new StringBuilder();
    for (int i = 0; members.length() < length; i++) {
      members.append(member.formatted(i));
    }
    return members.toString();
  }

  private static void assertLinear(MediaKind kind, String head, String piece, String tail)
      throws MaskingException {
    int times = SMALL / piece.getBytes(UTF_8).length;
    assertLinear(kind, head, piece.repeat(times), piece.repeat(FACTOR * times), tail);
  }

  private static void assertLinear(
      MediaKind kind, String head, String small, String large, String tail) {
    assertLinear(ALL, kind, head, small, large, tail);
  }

  private static void assertLinear(
      MaskingPolicy policy, MediaKind kind, String head, String small, String large, String tail) {
    byte[] one = (head + small + tail).getBytes(UTF_8);
    byte[] many = (head + large + tail).getBytes(UTF_8);
    Outcome.of(policy, kind, one);
    long little = best(() -> Outcome.of(policy, kind, one));
    long much = best(() -> Outcome.of(policy, kind, many));
    assertThat(much).as(kind.name()).isLessThan(TOO_MUCH * Math.max(little, 200_000));
  }

  private static long best(Runnable work) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 2; i++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      work.run();
      best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
    return best;
  }
}
