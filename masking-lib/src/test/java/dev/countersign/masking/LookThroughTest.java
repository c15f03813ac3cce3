package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.all;
import static dev.countersign.masking.TestPolicies.everyDetector;
import static dev.countersign.masking.TestPolicies.json;
import static dev.countersign.masking.TestPolicies.mask;
import static dev.countersign.masking.TestPolicies.policy;
import static dev.countersign.masking.TestPolicies.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookThroughTest {

  private static final MaskingPolicy ALL = all();
  private static final Map<String, String> SECRETS =
      Map.of(
          "email", "joe.bloggs@example.org",
          "card", "4111111111111111",
          "ssn", "123-45-6789",
          "iban", "GB82 WEST 1234 5698 7654 32",
          "vendor-key", Corpus.VENDOR_KEY);

  private static final List<MaskingPolicy> POLICIES =
      List.of(
          ALL,
          everyDetector(MaskingStrategy.fixed("***")),
          everyDetector(MaskingStrategy.keepLast(4)),
          everyDetector(MaskingStrategy.truncate(4)),
          everyDetector(MaskingStrategy.pseudonym()));

  @ParameterizedTest
  @EnumSource(Encodings.class)
  void hidesEverySecretInEveryKindOfBody(Encodings way) throws MaskingException {
    for (Map.Entry<String, String> secret : SECRETS.entrySet()) {
      String encoded = way.of(secret.getValue());
      String hidden =
          encoded.replaceFirst("^(data:.*,)?.*$", "$1[redacted:" + secret.getKey() + "]");
      String inXml = encoded.replace("&", "&amp;");
      assertThat(text(ALL, "a, " + encoded + ", b")).isEqualTo("a, " + hidden + ", b");
      assertThat(json(ALL, "{\"n\":[\"" + encoded + "\"],\"m\":1}"))
          .isEqualTo("{\"n\":[\"" + hidden + "\"],\"m\":1}");
      assertThat(mask(ALL, MediaKind.NDJSON, "{}\n[\"(" + encoded + ")\"]\n"))
          .isEqualTo("{}\n[\"(" + hidden + ")\"]\n");
      assertThat(mask(ALL, MediaKind.SSE, "data: " + encoded + "\n\n"))
          .isEqualTo("data: " + hidden + "\n\n");
      assertThat(mask(ALL, MediaKind.CSV, "n\n\"" + encoded + "\"\n"))
          .isEqualTo("n\n\"" + hidden + "\"\n");
      assertThat(mask(ALL, MediaKind.XML, "<n a=\"" + inXml + "\"> " + inXml + " </n>"))
          .isEqualTo("<n a=\"" + hidden + "\"> " + hidden + " </n>");
      assertThat(mask(ALL, MediaKind.FORM, "n=" + form(encoded))).isEqualTo("n=" + form(hidden));
    }
  }

  @ParameterizedTest
  @EnumSource(Encodings.class)
  void hidesSecretsInNamesOfMembers(Encodings way) throws MaskingException {
    String name = way.of("joe.bloggs@example.org");
    String masked = json(ALL, "{\"a\":1,\"" + name + "\":2,\"" + name + "x y\":3}");
    assertThat(masked).startsWith("{\"a\":1,\"").contains("[redacted:email]\":2,\"");
    assertThat(masked).doesNotContain(name);
    assertThat(json(ALL, masked)).isEqualTo(masked);
  }

  @ParameterizedTest
  @EnumSource(Encodings.class)
  void givesTheSameForEverySplitAndWhenMaskedTwice(Encodings way) throws MaskingException {
    String some = SECRETS.values().stream().map(way::of).reduce("", (a, b) -> a + " é, " + b);
    List<Corpus.Body> bodies =
        List.of(
            new Corpus.Body(MediaKind.JSON, ("{\"a\":\"" + some + "\"}").getBytes(UTF_8)),
            new Corpus.Body(MediaKind.TEXT, ("x\n" + some + "\r\ny").getBytes(UTF_8)),
            new Corpus.Body(MediaKind.CSV, ("x\n\"" + some + "\"\n").getBytes(UTF_8)));
    for (Corpus.Body body : bodies) {
      Outcome whole = Outcome.of(ALL, body.kind(), body.bytes());
      for (int cut = 0; cut <= body.bytes().length; cut++) {
        assertThat(Outcome.of(ALL, body.kind(), body.bytes(), cut)).isEqualTo(whole);
      }
      assertThat(Outcome.byteByByte(ALL, body.kind(), body.bytes())).isEqualTo(whole);
      for (MaskingPolicy policy : POLICIES) {
        byte[] once = policy.mask(body.kind(), body.bytes()).bytes();
        assertThat(policy.mask(body.kind(), once).bytes()).isEqualTo(once);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mail john%40example.com now            | mail [redacted:email] now
          https://x.org/?a=john%40example.com&b=1 | https://x.org/?a=[redacted:email]&b=1
          john%2540example.com                   | [redacted:email]
          john%EF%BC%A0example.com               | [redacted:email]
          john%EF%BC%A0example%2Ecom             | [redacted:email]
          john&#64;example.com                   | [redacted:email]
          john&commat;example&period;com         | [redacted:email]
          john@example。com                       | [redacted:email]
          ｊｏｈｎ＠ｅｘａｍｐｌｅ．ｃｏｍ         | [redacted:email]
          jo\u200bhn@exam\u00adple.com           | [redacted:email]
          4111%201111%201111%201111              | [redacted:card]
          ４１１１－１１１１－１１１１－１１１１   | [redacted:card]
          4111\u00a01111\u20071111\u202f1111     | [redacted:card]
          4111\u20111111\u20101111\u22121111     | [redacted:card]
          ٤١١١١١١١١١١١١١١١                       | [redacted:card]
          ४१११११११११११११११                       | [redacted:card]
          4\ufe0f1\u200d11 1111 1111 1111        | [redacted:card]
          123–45–6789                            | [redacted:ssn]
          123%2d45%2d6789 &#40;x)                | [redacted:ssn] &#40;x)
          Basic dXNlcjpwYXNzd29yZA==             | Basic [redacted:secret]
          密码：a1b2c3d4e5f6g7                    | 密码：[redacted:secret]
          id-am9lQGV4YW1wbGUub3Jn/x              | id-[redacted:email]
          path/to/am9lQGV4YW1wbGUub3Jn           | path/to/[redacted:email]
          """)
  void finds(String text, String masked) throws MaskingException {
    assertThat(text(ALL, unescaped(text))).isEqualTo(unescaped(masked));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a%20b/c%2Fd?q=%E4%BD%A0%E5%A5%BD&x=100%25",
        "100% of 25%, 5%10 and %zz, %E9t%E9, %C0%80",
        "a &amp; b &lt;c&gt; &nbsp;&#8364; &unknown; AT&T; R&D",
        "你好，世界！价格：１２３元。今天很好。",
        "「こんにちは」　全角スペース　ＡＢＣ１２３",
        "مرحبا بالعالم ١٢٣٤٥٦٧",
        "👩\u200d👩\u200d👧\u200d👦 family \u2764\ufe0f 1\ufe0f\u20e3",
        "Donau\u00addampf\u00adschiff\u00adfahrt",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "550e8400-e29b-41d4-a716-446655440000",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
        "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "aGVsbG8gd29ybGQsIG5vdGhpbmcgdG8gc2VlIGhlcmU=",
        "Basic internationalization",
        "com/example/service/internal/AbstractFactoryBuilderImplementation",
        "感谢@小明。今天天气很好",
      })
  void leavesAlone(String text) throws MaskingException {
    assertThat(text(ALL, text)).isEqualTo(text);
    assertThat(json(ALL, "[\"" + text + "\"]")).isEqualTo("[\"" + text + "\"]");
  }

  @Test
  void leavesPicturesAlone() throws MaskingException {
    byte[] picture = new byte[30_000];
    new Random(3).nextBytes(picture);
    picture[0] = (byte) 0x89;
    String text = Base64.getEncoder().encodeToString(picture);
    assertThat(json(ALL, "{\"icon\":\"" + text + "\"}")).isEqualTo("{\"icon\":\"" + text + "\"}");
  }

  @Test
  void leavesTheRestOfATextAsItIs() throws MaskingException {
    String body = "{\"u\":\"caf\\u00e9%20%7e \u200b&amp; a%40b.org\u200b &#x40;%zz\u00ad\"}";
    assertThat(json(ALL, body)).isEqualTo(body.replace("a%40b.org", "[redacted:email]"));
  }

  @Test
  void putsTheSamePseudonymInThePlaceOfTheSameValue() throws MaskingException {
    MaskingPolicy policy = everyDetector(MaskingStrategy.pseudonym());
    String plain = text(policy, "joe@example.org");
    assertThat(text(policy, "joe%40example.org")).isEqualTo(plain);
    assertThat(text(policy, "ｊｏｅ＠example．org")).isEqualTo(plain);
  }

  @Test
  void keepsNothingOfWhatStandsInBase64() throws MaskingException {
    MaskingPolicy policy = everyDetector(MaskingStrategy.keepLast(4));
    assertThat(text(policy, Encodings.BASE64.of("see joe@example.org"))).isEqualTo("****");
    assertThat(text(policy, "joe%40example.org")).isEqualTo("****.org");
  }

  @Test
  void goesThreeLayersDeep() throws MaskingException {
    String deep = "joe@example.org";
    for (int layer = 1; layer <= 3; layer++) {
      deep = Encodings.BASE64.of(deep);
      assertThat(text(ALL, deep)).as("layer %d", layer).isEqualTo("[redacted:email]");
    }
    String deeper = Encodings.BASE64.of(deep);
    assertThat(text(ALL, deeper)).isEqualTo(deeper);
  }

  @Test
  void seesNamesInJsonInBase64() throws MaskingException {
    MaskingPolicy policy =
        policy(MaskingRule.key("pw", "password"), MaskingRule.detect("email", Detector.EMAIL));
    String token = Encodings.BASE64.of("{\"id\":7,\"password\":\"summer\"}");
    assertThat(json(policy, "{\"cursor\":\"" + token + "\"}"))
        .isEqualTo("{\"cursor\":\"[redacted:pw]\"}");
  }

  @Test
  void dropsBase64WithAMemberThatIsToBeDropped() throws MaskingException {
    MaskingPolicy policy =
        policy(
            new MaskingRule.Key("pw", List.of("password"), MaskingStrategy.drop()),
            MaskingRule.detect("email", Detector.EMAIL));
    String token = Encodings.BASE64.of("{\"id\":7,\"password\":\"summer\"}");
    String masked = json(policy, "{\"cursor\":\"a " + token + " b\"}");
    assertThat(masked).isEqualTo("{\"cursor\":\"a  b\"}");
    assertThat(json(policy, masked)).isEqualTo(masked);
  }

  @Test
  void leavesTokensToTheirFinder() throws MaskingException {
    String token =
        "eyJhbGciOiJIUzI1NiJ9." + Encodings.BASE64_URL.of("{\"email\":\"a@b.org\"}") + ".c2ln";
    assertThat(text(policy(MaskingRule.detect("email", Detector.EMAIL)), token)).isEqualTo(token);
    assertThat(text(ALL, token)).isEqualTo("[redacted:jwt]");
  }

  @Test
  void countsAValueOnceHoweverItIsSeen() throws MaskingException {
    String body =
        "a%20joe@example.org ４１１１111111111111 " + Encodings.BASE64.of("x joe@example.org");
    Masked masked = ALL.mask(MediaKind.TEXT, body.getBytes(UTF_8));
    assertThat(masked.report().holes()).isEqualTo(Map.of("email", 2, "card", 1));
    assertThat(masked.report().places().size()).isEqualTo(3);
  }

  static Stream<MaskingPolicy> single() {
    return Arrays.stream(Detector.values())
        .filter(d -> d != Detector.PEM)
        .map(d -> policy(MaskingRule.detect(d.label(), d)));
  }

  /// The quick lane asks whether a string may hold something; the engine, byte by byte, does not.
  @ParameterizedTest
  @MethodSource("single")
  void missesNothingBecauseAStringSeemsToHoldNothing(MaskingPolicy policy) {
    for (int seed = 0; seed < 300; seed++) {
      RandomText random = new RandomText(seed);
      StringBuilder json = new StringBuilder("[0");
      for (int i = 0; i < 20; i++) {
        String some = random.below(2) == 0 ? random.one(RandomText.SECRETS) : random.tangled(2);
        String text = random.one(List.of(Encodings.values())).of(some);
        String quoted = new String(JsonText.quoted(text.getBytes(UTF_8)), UTF_8);
        json.append(",").append(quoted);
      }
      byte[] body = json.append(",\"" + "x ".repeat(20) + "\"]").toString().getBytes(UTF_8);
      assertThat(Outcome.of(policy, MediaKind.JSON, body))
          .as(json.toString())
          .isEqualTo(Outcome.byteByByte(policy, MediaKind.JSON, body));
    }
  }

  @Test
  void lookingThroughAllocatesNothing() throws IOException {
    byte[] plain = body("a b c d e f g", "some words and no more than that", "x");
    byte[] flagged =
        body(
            "550e8400-e29b-41d4-a716-446655440000",
            Encodings.BASE64.of("{\"next\":17,\"of\":[\"a b\"]}") + " 你好，世界！",
            "/a%20b?c=d&amp;e");
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      least = Math.min(least, allocated(flagged) - allocated(plain));
    }
    assertThat(least).isLessThanOrEqualTo(0);
  }

  private static byte[] body(String one, String two, String three) {
    String item = "{\"a\":\"%s\",\"b\":\"%s\",\"c\":\"%s\"},".formatted(one, two, three);
    return ("[" + item.repeat(50) + "{}]").getBytes(UTF_8);
  }

  private static long allocated(byte[] body) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100; i++) {
      try (MaskingSession session = ALL.open(MediaKind.JSON)) {
        session.feed(body, (_, _, _) -> {});
        session.end((_, _, _) -> {});
      }
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static String form(String text) {
    return new String(FormText.encoded(text.getBytes(UTF_8)), UTF_8);
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder(text);
    for (int at = out.indexOf("\\u"); at >= 0; at = out.indexOf("\\u", at)) {
      out.replace(at, at + 6, "" + (char) Integer.parseInt(out.substring(at + 2, at + 6), 16));
    }
    return out.toString();
  }
}
