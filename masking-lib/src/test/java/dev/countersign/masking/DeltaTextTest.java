package dev.countersign.masking;

import static dev.countersign.masking.TestStreams.CHAT;
import static dev.countersign.masking.TestStreams.characters;
import static dev.countersign.masking.TestStreams.cut;
import static dev.countersign.masking.TestStreams.whole;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaTextTest {

  private static final MaskingPolicy ALL = TestPolicies.all();

  private static final List<String> IN_CONTEXT =
      List.of(
          "password=hunter2a",
          "the password is Xy7!kkQp2",
          "my token: 9sdf8a7kd0f27as9e8b7cx",
          "Authorization: Bearer 9sdf8a7kd0f27as9e8b7cx",
          "postgres://joe:s3cretpw@db.example/x",
          "call 030 901820 ext. 12",
          "dial 555-0123 office",
          "SSN: 123 45 6789",
          "nhs number 943 476 5919",
          "steuer-id 86095742719",
          "AB 12 34 56 C",
          "GB82 WEST 1234 5698 7654 32",
          "4111 1111 1111 1111",
          "+49 (0) 30 901820",
          "198.51.100.7",
          "2001:db8::8a2e:370:7334",
          "用户@例子.广告",
          "jürgen@exämple.org");

  static Stream<TestStreams.Shape> shapes() {
    return TestStreams.ALL.stream();
  }

  static Stream<String> secrets() {
    return Stream.concat(RandomText.SECRETS.stream(), IN_CONTEXT.stream());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void hidesASecretThatIsCutInTwoInEveryShape(TestStreams.Shape shape) {
    for (String secret :
        List.of("john.doe@example.org", "4111 1111 1111 1111", Corpus.VENDOR_KEY)) {
      String text = "Write to " + secret + ", or do not.";
      for (int at = 0; at <= text.length(); at++) {
        assertMasked(shape, cut(text, at));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void hidesEverySecretWhereverItIsCut(String secret) {
    for (String place : List.of("%s", "to: %s.", "(%s) and so on", "a line\n%s\nb", "x,%s,y")) {
      String text = place.formatted(secret);
      for (int at = 0; at <= text.length(); at++) {
        assertMasked(CHAT, cut(text, at));
        assertMasked(TestStreams.PLAIN, cut(text, at));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void hidesEverySecretWhereverItIsCutInThree(String secret) {
    String text = "see " + secret + " ok";
    for (int first = 0; first <= text.length(); first++) {
      for (int second = first; second <= text.length(); second += 3) {
        assertMasked(CHAT, cut(text, first, second));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void hidesEverySecretThatComesByCharacters(String secret) {
    for (TestStreams.Shape shape : TestStreams.ALL) {
      assertMasked(shape, characters("It is " + secret + " and " + secret + "; bye"));
    }
  }

  /// The stream has the text that masking makes of the whole, in as many events; and nothing more
  /// is found in it.
  private static void assertMasked(TestStreams.Shape shape, List<String> pieces) {
    String stream = shape.stream(pieces);
    Outcome masked = Outcome.of(ALL, MediaKind.SSE, stream.getBytes(UTF_8));
    String expected = whole(ALL, String.join("", pieces));
    assertThat(shape.text(masked.text())).as("%s %s", shape, pieces).isEqualTo(expected);
    assertThat(TestStreams.data(masked.text())).hasSameSizeAs(TestStreams.data(stream));
    assertThat(Outcome.of(ALL, MediaKind.SSE, masked.text().getBytes(UTF_8)).text())
        .as("again: %s", masked.text())
        .isEqualTo(masked.text());
  }

  @Test
  void looksThroughEncodingsOverDeltas() {
    for (String secret :
        List.of(
            "am9obi5kb2VAZXhhbXBsZS5vcmc=",
            "john.doe%40example.org",
            "john.doe&#64;example.org",
            "john.doe&amp;#x40;example.org",
            "４１１１ １１１１ １１１１ １１１１",
            "jo\u200bhn@example.org")) {
      String text = "see " + secret + " and on";
      assertThat(whole(ALL, text)).as(text).contains("[redacted:");
      for (int at = 0; at <= text.length(); at++) {
        assertMasked(CHAT, cut(text, at));
      }
      assertMasked(CHAT, characters(text));
    }
  }

  @Test
  void replacesWhereTheHitBeginsAndLeavesTheEvents() {
    String stream = CHAT.stream(List.of("mail jo", "hn@exam", "ple", ".com now"));
    String masked = TestStreams.masked(ALL).apply(stream);
    List<String> pieces =
        TestStreams.data(masked).stream()
            .filter(data -> data.startsWith("{"))
            .map(data -> TestStreams.tree(data).at("/choices/0/delta/content").asString(""))
            .toList();

    assertThat(pieces).containsExactly("", "mail [redacted:email]", "", "", " now", "");
  }

  @Test
  void tellsTextsOfTwoChoicesApart() {
    StringBuilder stream = new StringBuilder();
    List<String> first = characters("to john@example.org. ");
    List<String> second = characters("card 4111111111111111");
    for (int i = 0; i < first.size(); i++) {
      stream.append(choice(0, first.get(i))).append(choice(1, second.get(i)));
    }
    String masked = TestStreams.masked(ALL).apply(stream.toString());
    assertThat(text(masked, 0)).isEqualTo("to [redacted:email]. ");
    assertThat(text(masked, 1)).isEqualTo("card [redacted:card]");
  }

  private static String choice(int index, String piece) {
    return "data: {\"choices\":[{\"delta\":{\"content\":%s},\"index\":%d}]}\n\n"
        .formatted(TestStreams.quoted(piece), index);
  }

  private static String text(String stream, int index) {
    StringBuilder text = new StringBuilder();
    for (String data : TestStreams.data(stream)) {
      var choice = TestStreams.tree(data).at("/choices/0");
      text.append(
          choice.at("/index").asInt() == index ? choice.at("/delta/content").asString() : "");
    }
    return text.toString();
  }

  @Test
  void proseWaitsForOneEvent() {
    List<String> words = new ArrayList<>();
    for (String word :
        "Sure! Here is what I have found in the files of the project: it was on 3 May 2024, at noon, as far as we know. And so on"
            .split("(?=[ .,!:])")) {
      words.add(CHAT.event(word));
    }
    List<String> given = TestStreams.givenAfter(ALL, words);
    int late = 0;
    for (int i = 0; i < words.size(); i++) {
      late = Math.max(late, i + 1 - TestStreams.data(given.get(i)).size());
    }
    assertThat(late).isLessThanOrEqualTo(3);
    for (int i : IntStream.range(0, 25).toArray()) {
      assertThat(i + 1 - TestStreams.data(given.get(i)).size())
          .as("after %s", words.get(i))
          .isLessThanOrEqualTo(2);
    }
  }

  @Test
  void textWithoutSpacesDoesNotWaitForItsEnd() {
    for (String piece : List.of("你好，世界，这是一个", "ping", "abcdefgh", "12.5")) {
      List<String> events = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        events.add(CHAT.event(piece));
      }
      List<String> given = TestStreams.givenAfter(ALL, events);
      assertThat(TestStreams.data(given.get(59))).as(piece).hasSizeGreaterThan(40);
      assertThat(CHAT.text(given.getLast())).isEqualTo(piece.repeat(60));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: [DONE]\n\n",
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\" {\"}}]}}]}\n\n",
        "data: {\"type\":\"message_stop\"}\n\n",
      })
  void aTextIsDecidedWhereItEnds(String end) {
    String event = choice(0, "to john@example.org");
    List<String> given = TestStreams.givenAfter(ALL, List.of(event, end));
    assertThat(given.get(0)).isEmpty();
    assertThat(given.get(1))
        .isEqualTo(event.replace("john\\u0040example.org", "[redacted:email]") + end);
  }

  @Test
  void nothingOvertakesAnEventThatWaits() {
    String event = choice(0, "to joe");
    String more = ": keep-alive\n\nevent: ping\ndata: {}\n\n";
    List<String> given = TestStreams.givenAfter(ALL, List.of(event, more, choice(0, " ")));
    assertThat(given.get(1)).isEmpty();
    assertThat(given.get(2)).startsWith(event + more);
  }

  @Test
  void hidesATextThatWaitsTooLongToTheEndOfItsWord() {
    String start = CHAT.event("see eyJhbGciOiJSUzI1NiJ9");
    List<String> events = new ArrayList<>(List.of(start));
    for (int i = 0; i < 400; i++) {
      events.add(CHAT.event("aBcDe"));
    }
    events.add(CHAT.event("f and on"));
    List<String> given = TestStreams.givenAfter(ALL, events);
    assertThat(given.get(255)).isEmpty();
    assertThat(TestStreams.data(given.get(256))).hasSize(257);
    assertThat(CHAT.text(given.getLast())).isEqualTo("see [redacted:jwt] and on");
  }

  @Test
  void oneLargeEventIsNotTooMuch() {
    String event = "data: " + "word ".repeat(60_000) + "word\n\n";
    assertThat(TestStreams.masked(ALL).apply(event)).isEqualTo(event);
    assertThat(TestStreams.masked(ALL).apply(CHAT.event("joe") + event)).endsWith(event);
  }

  @Test
  void aPrivateKeyWaitsForNothing() {
    List<String> events = new ArrayList<>();
    String key = Corpus.PEM.replace("abcdef", "abcdefghij\n".repeat(200));
    characters("Key: " + key + " ok").forEach(piece -> events.add(CHAT.event(piece)));
    List<String> given = TestStreams.givenAfter(ALL, events);
    assertThat(TestStreams.data(given.get(600))).hasSizeGreaterThan(590);
    assertThat(CHAT.text(given.getLast())).isEqualTo("Key: [redacted:pem] ok");
  }

  @Test
  void refusesMoreTextsThanItCanTellApart() {
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      stream.append(choice(i, "word"));
    }
    MaskingPolicy wide =
        MaskingPolicy.compile(
            MaskingPacks.rules("pii"),
            new MaskingLimits(128, 1 << 20, 1000, 3, 1000, 10_000, 1 << 20));
    assertThat(Outcome.of(wide, MediaKind.SSE, stream.toString().getBytes(UTF_8)).text())
        .contains("too-many-texts");
  }

  @Test
  void aRuleByNameTakesADelta() {
    MaskingPolicy policy =
        TestPolicies.keyed(
            new MaskingRule.Key("c", List.of("content"), MaskingStrategy.keepLast(2)),
            MaskingRule.detect("email", Detector.EMAIL));
    String masked = TestStreams.masked(policy).apply(choice(0, "a@example.org") + choice(0, "x"));
    assertThat(text(masked, 0)).isEqualTo("****rg****");
    Masked report = masks(policy, choice(0, "a@example.org") + choice(0, "x"));
    assertThat(report.report().holes()).containsExactly(java.util.Map.entry("c", 2));
  }

  private static Masked masks(MaskingPolicy policy, String stream) {
    try {
      return policy.mask(MediaKind.SSE, stream.getBytes(UTF_8));
    } catch (MaskingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void countsAHitOnceAndTellsThePlaceOfEachPart() {
    MaskingReport report = masks(ALL, CHAT.stream(characters("a@example.org "))).report();
    assertThat(report.holes()).containsExactly(java.util.Map.entry("email", 1));
    assertThat(report.places().size()).isEqualTo("a@example.org".length());
    assertThat(report.places().rule(3)).isEqualTo("email");
    assertThat(report.places().end(3)).isEqualTo(report.places().start(3));
  }

  @Test
  void patternsAreOneTextToo() {
    MaskingPolicy policy =
        TestPolicies.policy(
            new MaskingRule.Pattern("order", "ORD-\\d{6}", MaskingStrategy.redact()),
            new MaskingRule.Pattern(
                "code", "Project (Alpha|Beta) Rollout", MaskingStrategy.redact()),
            new MaskingRule.Pattern("word", "\\bzeta\\b", MaskingStrategy.redact()));
    String text = "an ORD-123456 of Project Alpha Rollout and Project Gamma, zeta zetas";
    String expected =
        "an [redacted:order] of [redacted:code] and Project Gamma, [redacted:word] zetas";
    for (int at = 0; at <= text.length(); at++) {
      assertThat(CHAT.text(TestStreams.masked(policy).apply(CHAT.stream(cut(text, at)))))
          .isEqualTo(expected);
    }
    assertThat(CHAT.text(TestStreams.masked(policy).apply(CHAT.stream(characters(text)))))
        .isEqualTo(expected);
  }

  @Test
  void textsOutsideOfDeltasAreMaskedOneByOne() {
    String one = "data: {\"message\":{\"text\":\"to jo\"}}\n\n";
    List<String> given = TestStreams.givenAfter(ALL, List.of(one, one.replace("jo", "hn@x.org")));
    assertThat(given.get(0)).isEqualTo(one);
    assertThat(given.get(1)).isEqualTo(one + one.replace("jo", "[redacted:email]"));
  }

  @Test
  void namedEventsOfPlainTextAreWholeMessages() {
    String endpoint = "event: endpoint\ndata: /messages?session=1\n\n";
    assertThat(TestStreams.givenAfter(ALL, List.of(endpoint)).get(0)).isEqualTo(endpoint);
  }

  @Test
  void plainTextThatBeginsAsAReplacementDoesIsStillAPartOfOneText() {
    String key = "[11111ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a" + "EY-T---";
    String masked = TestStreams.masked(ALL).apply("data: joe@example.org\n\ndata: " + key + "\n\n");
    assertThat(masked).isEqualTo("data: [redacted:email]\n\ndata: " + key + "\n\n");
    assertThat(TestStreams.masked(ALL).apply(masked)).isEqualTo(masked);
  }

  @Test
  void takesWhatAnOperatorSaysForDeltas() {
    MaskingPolicy policy = ALL.with(new StreamDeltas(false, false, List.of("$.chunk.words")));
    String event = "data: {\"chunk\":{\"words\":\"%s\"}}\n\n";
    assertThat(
            TestStreams.masked(policy)
                .apply(event.formatted("a@exam") + event.formatted("ple.org")))
        .isEqualTo(event.formatted("[redacted:email]") + event.formatted(""));
    String delta = choice(0, "a@exam") + choice(0, "ple.org");
    assertThat(TestStreams.masked(policy).apply(delta)).isEqualTo(delta);
  }

  @Test
  void randomTextsAreMaskedAsIfTheyWereWhole() {
    for (long seed = 0; seed < Integer.getInteger("countersign.seeds", 8); seed++) {
      RandomText random = new RandomText(seed);
      Random cuts = new Random(seed);
      for (int i = 0; i < 60; i++) {
        String text =
            IntStream.range(0, 8)
                .mapToObj(_ -> random.tangled(2))
                .collect(Collectors.joining(", "));
        int[] places = cuts.ints(cuts.nextInt(6), 0, text.length() + 1).sorted().toArray();
        String stream = CHAT.stream(cut(text, places));
        String masked = TestStreams.masked(ALL).apply(stream);
        assertThat(CHAT.text(masked).toLowerCase(java.util.Locale.ROOT)).doesNotContain("@example");
        assertThat(TestStreams.masked(ALL).apply(masked)).as(stream).isEqualTo(masked);
        assertThat(Outcome.byteByByte(ALL, MediaKind.SSE, stream.getBytes(UTF_8)).text())
            .isEqualTo(masked);
      }
    }
  }
}
