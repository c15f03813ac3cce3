package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class DropTest {

  private static final MaskingPolicy POLICY =
      MaskingPolicy.compile(
          List.of(
              new MaskingRule.Key("pin", List.of("pin"), MaskingStrategy.drop()),
              new MaskingRule.Path("list", "$.list[*]", MaskingStrategy.drop()),
              new MaskingRule.Path("deep", "$..deep.*", MaskingStrategy.drop()),
              new MaskingRule.Detect("mail", Detector.EMAIL, MaskingStrategy.drop()),
              new MaskingRule.Pattern("order", "ORD-[0-9]+", MaskingStrategy.drop()),
              MaskingRule.key("name", "name")));

  private static final MaskingPolicy EVERY = everyDetector();

  private static MaskingPolicy everyDetector() {
    List<MaskingRule> rules = new ArrayList<>();
    rules.add(new MaskingRule.Key("name", List.of("password", "cvv"), MaskingStrategy.drop()));
    rules.add(new MaskingRule.Path("one", "$.data", MaskingStrategy.drop()));
    for (Detector detector : Detector.values()) {
      rules.add(
          new MaskingRule.Detect(
              detector.label(),
              detector,
              detector == Detector.PEM ? MaskingStrategy.redact() : MaskingStrategy.drop()));
    }
    return MaskingPolicy.compile(rules);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'pin':1,'a':2,'b':3} | {'a':2,'b':3}",
        "{'a':1,'pin':2,'b':3} | {'a':1,'b':3}",
        "{'a':1,'b':2,'pin':3} | {'a':1,'b':2}",
        "{'pin':{'x':[1,{'y':2}],'name':'n'}} | {}",
        "{ 'pin' : 1 , 'PIN' : 2 , 'a' : 3 } | { 'a' : 3 }",
        "{ 'a' : 1 , 'pin' : 2 , 'Pin' : 3 } | { 'a' : 1   }",
        "{ 'a' : 1 , 'pin' : 2 , 'b' : 3 } | { 'a' : 1  , 'b' : 3 }",
        "{'a':{'pin':1},'b':[{'pin':2},{'pin':3,'c':4}]} | {'a':{},'b':[{},{'c':4}]}",
        "{'list':[1, 'x' ,[2],{'a':3}]} | {'list':[]}",
        "{'list':[],'a':[1,2]} | {'list':[],'a':[1,2]}",
        "{'list':{'a':1,'b':2}} | {'list':{}}",
        "{'deep':{'a':1,'deep':{'b':2}},'x':[{'deep':[1,2]}]} | {'deep':{},'x':[{'deep':[]}]}",
        "{'a':'to joe@example.org now','joe@example.org':1} | {'a':'to  now','':1}",
        "{'a':'ORD-1joe@example.orgORD-2','b':'joe@example.org'} | {'a':'','b':''}",
        "{'pin':null,'name':'n'} | {'name':'[redacted:name]'}",
        "{'name':{'pin':1,'a':'x'}} | {'name':{'a':'[redacted:name]'}}",
        "['ann@example.org',1] | ['',1]",
      })
  void letsMembersElementsAndHitsVanish(String body, String expected) throws MaskingException {
    check(POLICY, MediaKind.JSON, body.replace('\'', '"'), expected.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"x\"", "null", "[1,{\"a\":2}]", "{\"a\":{\"b\":1},\"c\":\"x\"}"})
  void makesTheRootNull(String body) throws MaskingException {
    MaskingPolicy policy = dropping("$");
    check(policy, MediaKind.JSON, " " + body + "\n", " null\n");
    check(policy, MediaKind.NDJSON, body + "\n\n" + body, "null\n\nnull");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "NDJSON | {'a':1, 'pin':2}%n{'pin':3} | {'a':1}%n{}",
        "TEXT | to joe@example.org,%n{'pin':1,'a':2} | to ,%n{'a':2}",
        "TEXT | joe@example.org{'pin':1} | ",
        "TEXT | {'a':joe@example.org 1,'pin':2} | ",
        "JSON | {'a':'{`pin`:1,`b`:`joe@example.org`}'} | {'a':'{`b`:``}'}",
        "JSON | {'a':'joe@example.org{`pin`:1}'} | {'a':''}",
        "SSE | data: {'pin':1,%ndata: 'a':2}%n%n | data: {%ndata: 'a':2}%n%n",
        "SSE | joe@example.org%ndata: x%n%n | :%ndata: x%n%n",
        "SSE | ORD-1data: {'a':1}%n%n | :%n%n",
        "SSE | id: joe@example.org x%n%n | id:  x%n%n",
        "CSV | a,pin%n1,2%n``,`3`%n | a,pin%n1,%n``,``%n",
        "CSV | pin,joe@example.org%n1,to joe@example.org%n | pin,%n,to %n",
        "FORM | pin=1&a=2 | a=2",
        "FORM | a=2&pin=1 | a=2",
        "FORM | a=1&pin=2&b=3&pin=4 | a=1&b=3",
        "FORM | pin=1&pin=2 | ",
        "FORM | pin=1&&a&pin | &a",
        "FORM | a=joe%%40example.org&b=x+ORD-1 | a=&b=x+",
        "XML | <a><pin>1<b/></pin><c/> <pin/></a> | <a><c/> </a>",
        "XML | <a><c pin='1' d = '2' pin2='3'/></a> | <a><c d = '2' pin2='3'/></a>",
        "XML | <pin x='1'>1<b/></pin> | <pin/>",
        "XML | <pin/> | <pin/>",
        "XML | <a>joe@<pin>1</pin>example.org</a> | <a>joe@<pin/>example.org</a>",
        "XML | <a>]joe@example.org]&gt; x></a> | <a>]]&gt; x&gt;</a>",
        "XML | <a>x <!-- ORD-1 -->ORD-2</a> | <a>x <!----></a>",
      })
  void letsThingsVanishInEveryKind(MediaKind kind, String body, String expected)
      throws MaskingException {
    check(POLICY, kind, plain(kind, body), plain(kind, expected == null ? "" : expected));
  }

  private static String plain(MediaKind kind, String text) {
    String lines = text.replace("%n", "\n").replace("%%", "%");
    return switch (kind) {
      case JSON -> lines.replace('\'', '"').replace("`", "\\\"");
      case CSV -> lines.replace('`', '"');
      default -> lines.replace('\'', '"');
    };
  }

  private static void check(MaskingPolicy policy, MediaKind kind, String body, String expected)
      throws MaskingException {
    byte[] bytes = body.getBytes(UTF_8);
    Outcome whole = Outcome.of(policy, kind, bytes);
    assertThat(whole.text()).isEqualTo(expected);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(Outcome.of(policy, kind, bytes, cut)).isEqualTo(whole);
    }
    assertThat(Outcome.byteByByte(policy, kind, bytes)).isEqualTo(whole);
    assertThat(TestPolicies.mask(policy, kind, expected)).isEqualTo(expected);
  }

  @Test
  void reportsHolesOfLengthZero() throws MaskingException {
    String body = "{\"pin\":{\"a\":\"joe@example.org\"},\"list\":[1,2],\"b\":\"joe@example.org\"}";
    MaskingReport report = POLICY.mask(MediaKind.JSON, body.getBytes(UTF_8)).report();
    assertThat(report.holes()).isEqualTo(Map.of("pin", 1, "list", 2, "mail", 1));
    HolePlaces places = report.places();
    assertThat(places.size()).isEqualTo(3);
    for (int hole = 0; hole < places.size(); hole++) {
      assertThat(places.start(hole)).isEqualTo(places.end(hole));
      assertThat(places.strategy(hole)).isEqualTo("drop");
    }
    assertThat(places.start(0)).isEqualTo(1);
    assertThat(places.originalEnd(0)).isEqualTo(body.indexOf("\"list\""));
  }

  @Test
  void refusesWhatItWouldRefuseOtherwise() {
    for (String body :
        List.of(
            "{\"pin\":1,\"pin\":2}",
            "{\"pin\":01}",
            "{\"a\":1,}",
            "{\"a\":1,\"pin\":2",
            "{\"pin\":1,}",
            "{\"pin\" 1}",
            "{\"list\":[1,]}",
            "{\"list\":[1 2]}",
            "{\"pin\":\"\u0001\"}",
            "{\"a\":1,  ")) {
      for (int cut = 0; cut <= body.length(); cut++) {
        String name = Outcome.of(POLICY, MediaKind.JSON, body.getBytes(UTF_8), cut).text();
        assertThat(name).startsWith("dev.countersign.masking.MaskingException");
        assertThat(name)
            .isEqualTo(
                Outcome.of(MaskingPolicy.compile(List.of()), MediaKind.JSON, body.getBytes(UTF_8))
                    .text());
      }
    }
  }

  @Test
  void holdsACommaNoLongerThanAToken() {
    MaskingPolicy policy =
        MaskingPolicy.compile(
            List.of(new MaskingRule.Key("pin", List.of("pin"), MaskingStrategy.drop())),
            new MaskingLimits(9, 64, 9, 1));
    byte[] fits = ("{\"a\":1," + " ".repeat(64) + "\"b\":2}").getBytes(UTF_8);
    byte[] longer = ("{\"a\":1," + " ".repeat(65) + "\"b\":2}").getBytes(UTF_8);
    assertThat(Outcome.byteByByte(policy, MediaKind.JSON, fits).text()).endsWith("\"b\":2}");
    assertThat(Outcome.of(policy, MediaKind.JSON, longer).text()).contains("token-too-long");
    assertThat(Outcome.byteByByte(policy, MediaKind.JSON, longer))
        .isEqualTo(Outcome.of(policy, MediaKind.JSON, longer));
  }

  @Test
  void leavesValuesOfProtocolsEmpty() throws MaskingException {
    ValueMasker values =
        POLICY.openValues(new MaskingContext(MaskingContext.Direction.RESPONSE, "f", Set.of()));
    ValueMasker.Place pin = values.column("pin", 1);
    assertThat(values.text(pin, "x".getBytes(UTF_8))).isEmpty();
    assertThat(values.number(pin, "12".getBytes(UTF_8))).isEqualTo("0".getBytes(UTF_8));
    assertThat(values.text(values.column("a", 2), "to joe@example.org".getBytes(UTF_8)))
        .isEqualTo("to ".getBytes(UTF_8));
  }

  @Test
  void namesCombinationsThatCannotBe() {
    assertThatThrownBy(() -> dropping("$.a[0]"))
        .isInstanceOf(MaskingPolicyException.class)
        .hasMessageContaining("path: an index, and drop (expected: no index, or another strategy)");
    assertThatThrownBy(() ->
            MaskingPolicy.compile(
                List.of(
                    MaskingRule.path("first", "$.a[0]"),
                    new MaskingRule.Path("all", "$..a.*", MaskingStrategy.drop()))))
        .hasMessageContaining(
            "path: an index, where rule 'all' drops elements (expected: no index)");
    assertThatThrownBy(() ->
            MaskingPolicy.compile(
                List.of(new MaskingRule.Detect("k", Detector.PEM, MaskingStrategy.drop()))))
        .hasMessageContaining("strategy: drop (expected: redact or fixed for private keys)");
    MaskingPolicy.compile(
        List.of(
            MaskingRule.path("first", "$.a[0]"),
            new MaskingRule.Path("b", "$..b", MaskingStrategy.drop())));
  }

  private static MaskingPolicy dropping(String path) {
    return MaskingPolicy.compile(
        List.of(new MaskingRule.Path("gone", path, MaskingStrategy.drop())));
  }

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("countersign.seeds", 12));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void agreesWithATreeOfWhichTheSameWasRemoved(long seed) throws MaskingException {
    MaskingPolicy policy =
        MaskingPolicy.compile(
            List.of(
                new MaskingRule.Key("key", List.of("password", "é"), MaskingStrategy.drop()),
                new MaskingRule.Path("items", "$..items.*", MaskingStrategy.drop())),
            new MaskingLimits(64, 1 << 20, 1000, 0));
    RandomText random = new RandomText(seed);
    for (int i = 0; i < 400; i++) {
      byte[] body = random.json(5).getBytes(UTF_8);
      byte[] masked = policy.mask(MediaKind.JSON, body).bytes();
      JsonNode expected = removed(TreeOracle.MAPPER.readTree(body), false);
      assertThat(TreeOracle.MAPPER.readTree(masked))
          .as(new String(body, UTF_8))
          .isEqualTo(expected);
      assertThat(policy.mask(MediaKind.JSON, masked).bytes()).isEqualTo(masked);
    }
  }

  private static JsonNode removed(JsonNode node, boolean all) {
    if (node instanceof ObjectNode object) {
      for (String name : List.copyOf(object.propertyNames())) {
        String normal = name.replaceAll("[_\\-. ]", "").toLowerCase(Locale.ROOT);
        if (all || normal.equals("password") || normal.equals("é")) {
          object.remove(name);
        } else {
          removed(object.get(name), name.equals("items"));
        }
      }
    } else if (node instanceof ArrayNode array) {
      if (all) {
        array.removeAll();
      }
      array.forEach(element -> removed(element, false));
    }
    return node;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void settlesAtOnceAndIsTheSameForEverySplit(long seed) throws MaskingException {
    RandomText random = new RandomText(seed);
    for (int i = 0; i < 200; i++) {
      for (MediaKind kind : MediaKind.values()) {
        byte[] body = RandomBodiesTest.body(random, kind).getBytes(UTF_8);
        Outcome whole = Outcome.of(EVERY, kind, body);
        int[] cuts = new int[3];
        Arrays.setAll(cuts, _ -> random.below(body.length + 1));
        Arrays.sort(cuts);
        assertThat(Outcome.of(EVERY, kind, body, cuts)).isEqualTo(whole);
        assertThat(Outcome.byteByByte(EVERY, kind, body)).isEqualTo(whole);
        if (whole.report() != null) {
          assertThat(Outcome.of(EVERY, kind, whole.text().getBytes(UTF_8)).text())
              .as("%s: %s", kind, new String(body, UTF_8))
              .isEqualTo(whole.text());
        }
      }
    }
  }

  static Stream<Corpus.Body> bodies() {
    return Corpus.bodies();
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void refusesAndSettlesAsOtherStrategiesDo(Corpus.Body body) {
    Outcome redacted = Outcome.of(TestPolicies.all(), body.kind(), body.bytes());
    Outcome dropped = Outcome.of(EVERY, body.kind(), body.bytes());
    assertThat(dropped.report() == null).isEqualTo(redacted.report() == null);
    if (dropped.report() != null) {
      assertThat(Outcome.of(EVERY, body.kind(), dropped.text().getBytes(UTF_8)).text())
          .isEqualTo(dropped.text());
    }
  }
}
