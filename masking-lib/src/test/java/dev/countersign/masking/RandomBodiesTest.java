package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.all;
import static dev.countersign.masking.TestPolicies.everyDetector;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.masking.TreeOracle.TreePath;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomBodiesTest {

  private static final int BODIES = 400;
  private static final MaskingPolicy ALL = all();
  private static final List<MaskingPolicy> POLICIES =
      List.of(
          ALL,
          everyDetector(MaskingStrategy.fixed("***")),
          everyDetector(MaskingStrategy.keepLast(4)));

  /// Without a look into JSON in strings, of which the tree knows nothing.
  private static final MaskingPolicy NAMES_AND_PATHS =
      MaskingPolicy.compile(
          List.of(
              MaskingRule.path("one", "$.data"),
              MaskingRule.path("two", "$..items[1]"),
              MaskingRule.path("three", "$.*.*['c d']"),
              MaskingRule.path("four", "$..a..b"),
              MaskingRule.key("key", "password", "apiKey", "é")),
          new MaskingLimits(64, 1 << 20, 1000, 0));

  private static final TreeOracle ORACLE =
      new TreeOracle(
          Set.of("password", "apikey", "é"),
          List.of(
              new TreePath("one", List.of("data")),
              new TreePath("two", List.of("**", "items", "#1")),
              new TreePath("three", List.of("*", "*", "c d")),
              new TreePath("four", List.of("**", "a", "**", "b"))));

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("countersign.seeds", 20));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithAMaskedTree(long seed) throws MaskingException {
    RandomText random = new RandomText(seed);
    for (int i = 0; i < BODIES; i++) {
      byte[] body = random.json(5).getBytes(UTF_8);
      byte[] masked = NAMES_AND_PATHS.mask(MediaKind.JSON, body).bytes();
      assertThat(TreeOracle.MAPPER.readTree(masked)).as(text(body)).isEqualTo(ORACLE.masked(body));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void leavesNoAddressAndSettlesAtOnce(long seed) throws MaskingException {
    RandomText random = new RandomText(seed);
    for (int i = 0; i < BODIES; i++) {
      MaskingPolicy policy = random.one(POLICIES);
      for (MediaKind kind :
          List.of(MediaKind.JSON, MediaKind.TEXT, MediaKind.SSE, MediaKind.CSV, MediaKind.XML)) {
        byte[] body = body(random, kind).getBytes(UTF_8);
        byte[] once = policy.mask(kind, body).bytes();
        byte[] twice = policy.mask(kind, once).bytes();
        assertThat(text(once).toLowerCase(Locale.ROOT)).doesNotContain("@example");
        assertThat(text(twice)).as(text(body)).isEqualTo(text(once));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void givesTheSameForRandomSplitsEvenOfSpoiltBodies(long seed) {
    RandomText random = new RandomText(seed);
    for (int i = 0; i < BODIES; i++) {
      MediaKind kind = random.one(List.of(MediaKind.values()));
      byte[] body = spoilt(random, body(random, kind).getBytes(UTF_8));
      int[] cuts = new int[3];
      Arrays.setAll(cuts, _ -> random.below(body.length + 1));
      Arrays.sort(cuts);
      Outcome whole = Outcome.of(ALL, kind, body);
      assertThat(Outcome.of(ALL, kind, body, cuts)).isEqualTo(whole);
      assertThat(Outcome.byteByByte(ALL, kind, body)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void leavesNoSecretWhereverItStands(String secret) throws MaskingException {
    for (String place :
        List.of("%s", "to: %s.", "<%s>", "x=%s,y", "\"%s\"", "(%s) é%s é", "a %s\tb")) {
      String text = place.replace("%s", secret);
      String quoted = new String(JsonText.quoted(text.getBytes(UTF_8)), UTF_8);
      assertThat(TestPolicies.json(ALL, "{\"x\":[" + quoted + "]}")).doesNotContain(middle(secret));
      assertThat(TestPolicies.text(ALL, text + "\n" + text)).doesNotContain(middle(secret));
    }
  }

  static Stream<String> secrets() {
    return RandomText.SECRETS.stream();
  }

  private static String text(byte[] body) {
    return new String(body, UTF_8);
  }

  private static String middle(String secret) {
    return secret.substring(secret.length() / 2 - 2, secret.length() / 2 + 3);
  }

  static String body(RandomText random, MediaKind kind) {
    return switch (kind) {
      case JSON -> random.json(4);
      case NDJSON -> oneLine(random.json(3)) + "\n" + random.json(0).strip();
      case SSE ->
          "data: " + random.tangled(8) + "\n\nevent: x\ndata: " + oneLine(random.json(3)) + "\n\n";
      case TEXT -> random.tangled(20);
      case CSV -> table(random, ",");
      case XML -> xml(random, 3);
      case TSV -> table(random, "\t");
      case FORM -> "a=" + random.tangled(3) + "&password=" + random.tangled(3).replace('%', 'x');
    };
  }

  private static String xml(RandomText random, int depth) {
    String name = random.one(List.of("a", "b", "ns:password", "c"));
    StringBuilder xml = new StringBuilder("<" + name);
    if (random.below(2) == 0) {
      xml.append(" x=\"").append(data(random)).append('"');
    }
    xml.append('>');
    for (int i = random.below(4); i > 0; i--) {
      switch (random.below(depth > 0 ? 5 : 4)) {
        case 0 -> xml.append("<!-- ").append(data(random).replace("-", "")).append(" -->");
        case 1 -> xml.append("<![CDATA[").append(data(random)).append("]]>");
        case 2, 3 -> xml.append(data(random));
        default -> xml.append(xml(random, depth - 1));
      }
    }
    return xml.append("</").append(name).append(">").toString();
  }

  private static String data(RandomText random) {
    String text = random.tangled(2).replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "");
    return new String(XmlText.escapedInQuotes(text.getBytes(UTF_8)), UTF_8);
  }

  private static String table(RandomText random, String separator) {
    StringBuilder table = new StringBuilder("a" + separator + "password");
    for (int row = 0; row < 3; row++) {
      table.append("\r\n").append(cell(random)).append(separator).append(cell(random));
    }
    return table.toString();
  }

  private static String cell(RandomText random) {
    return random.below(3) == 0
        ? random.tangled(2).replaceAll("[\",\t\r\n]", "")
        : "\"" + random.tangled(3).replace("\"", "\"\"") + "\"";
  }

  private static String oneLine(String json) {
    return json.replaceAll("[\\r\\n]", " ");
  }

  private static byte[] spoilt(RandomText random, byte[] body) {
    byte[] spoilt = body.clone();
    if (spoilt.length > 0 && random.below(3) > 0) {
      spoilt[random.below(spoilt.length)] = (byte) random.below(256);
    }
    return random.below(5) == 0 ? Arrays.copyOf(spoilt, random.below(spoilt.length + 1)) : spoilt;
  }
}
