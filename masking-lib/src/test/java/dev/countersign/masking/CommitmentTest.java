package dev.countersign.masking;

import static dev.countersign.masking.TestPolicies.all;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.masking.commit.BodyCommitment;
import dev.countersign.masking.commit.CommitmentKey;
import dev.countersign.masking.commit.CommitmentSettings;
import dev.countersign.masking.commit.MaskingProof;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommitmentTest {

  private static final MaskingPolicy ALL = all();
  private static final byte[] KEYS = keys(1);
  private static final List<CommitmentSettings> SETTINGS =
      List.of(
          CommitmentSettings.closed(),
          CommitmentSettings.openable(),
          new CommitmentSettings(64, 2),
          new CommitmentSettings(97, 3));

  /// A masked body with its commitment.
  private record Committed(Masked masked, BodyCommitment commitment, @Nullable MaskingProof proof) {
    String root() {
      return commitment.toString();
    }
  }

  private static byte[] keys(int seed) {
    byte[] keys = new byte[CommitmentKey.BYTES];
    new Random(seed).nextBytes(keys);
    return keys;
  }

  private static Committed commit(
      MaskingPolicy policy,
      MediaKind kind,
      byte[] keys,
      CommitmentSettings settings,
      byte[] body,
      int... cuts)
      throws MaskingException {
    MaskingSession session = policy.open(kind).commit(CommitmentKey.of(keys), settings);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      int from = 0;
      for (int cut : cuts) {
        session.feed(Arrays.copyOfRange(body, from, cut), out::write);
        from = cut;
      }
      session.feed(Arrays.copyOfRange(body, from, body.length), out::write);
      MaskingReport report = session.finish(out::write);
      return new Committed(
          new Masked(out.toByteArray(), report),
          session.commitment().orElseThrow(),
          session.proof().orElse(null));
    } catch (MaskingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Committed commit(byte[] keys, CommitmentSettings settings, String body)
      throws MaskingException {
    return commit(ALL, MediaKind.JSON, keys, settings, body.getBytes(UTF_8));
  }

  static Stream<Corpus.Body> bodies() {
    return Corpus.bodies().filter(CommitmentTest::isGood);
  }

  private static boolean isGood(Corpus.Body body) {
    try {
      ALL.mask(body.kind(), body.bytes());
      return true;
    } catch (MaskingException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void isWhatTheDesignSays(Corpus.Body body) throws MaskingException {
    for (CommitmentSettings settings : SETTINGS) {
      Committed made = commit(ALL, body.kind(), KEYS, settings, body.bytes());
      assertThat(made.commitment().root()).isEqualTo(naive(made, KEYS, settings, body.bytes()));
    }
  }

  private static byte[] naive(
      Committed made, byte[] keys, CommitmentSettings settings, byte[] original) {
    byte[] policy = made.commitment().policy().bytes();
    return NaiveCommitment.root(keys, settings, policy, original, made.masked());
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void isTheSameForEveryChunking(Corpus.Body body) throws MaskingException {
    for (CommitmentSettings settings : SETTINGS) {
      Committed whole = commit(ALL, body.kind(), KEYS, settings, body.bytes());
      for (int cut = 0; cut <= body.bytes().length; cut++) {
        Committed parts = commit(ALL, body.kind(), KEYS, settings, body.bytes(), cut);
        assertThat(parts.root()).isEqualTo(whole.root());
        assertThat(proof(parts)).isEqualTo(proof(whole));
      }
      int[] everywhere = new int[body.bytes().length];
      Arrays.setAll(everywhere, i -> i);
      assertThat(commit(ALL, body.kind(), KEYS, settings, body.bytes(), everywhere).root())
          .isEqualTo(whole.root());
    }
  }

  private static byte[] proof(Committed made) {
    MaskingProof proof = made.proof();
    assertThat(proof).isNotNull();
    return proof == null ? new byte[0] : proof.json();
  }

  static LongStream seeds() {
    return LongStream.range(0, Integer.getInteger("countersign.seeds", 8));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isWhatTheDesignSaysOfBodiesOfManySegmentsHoweverTheyCome(long seed) throws MaskingException {
    RandomText random = new RandomText(seed);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      lines.append(random.json(4).replace('\n', ' ')).append('\n');
    }
    byte[] body = lines.toString().getBytes(UTF_8);
    int[] cuts = new Random(seed).ints(9, 0, body.length + 1).sorted().toArray();
    for (CommitmentSettings settings : SETTINGS) {
      Committed whole = commit(ALL, MediaKind.NDJSON, KEYS, settings, body);
      assertThat(whole.commitment().segments()).isGreaterThan(1);
      assertThat(whole.commitment().root()).isEqualTo(naive(whole, KEYS, settings, body));
      assertThat(commit(ALL, MediaKind.NDJSON, KEYS, settings, body, cuts).root())
          .isEqualTo(whole.root());
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void isWhatTheDesignSaysWhereThingsVanish(long seed) throws MaskingException {
    MaskingPolicy policy =
        TestPolicies.policy(
            new MaskingRule.Key("password", List.of("password"), MaskingStrategy.drop()),
            new MaskingRule.Path("items", "$..items.*", MaskingStrategy.drop()),
            new MaskingRule.Path("a", "$..a", MaskingStrategy.drop()),
            new MaskingRule.Detect("email", Detector.EMAIL, MaskingStrategy.drop()),
            MaskingRule.detect("card", Detector.CARD));
    RandomText random = new RandomText(seed);
    for (int i = 0; i < 60; i++) {
      byte[] body = random.json(5).getBytes(UTF_8);
      if (Outcome.of(policy, MediaKind.JSON, body).report() == null) {
        continue; // of two names nothing was left
      }
      int[] cuts = new Random(seed).ints(9, 0, body.length + 1).sorted().toArray();
      for (CommitmentSettings settings : SETTINGS) {
        Committed whole = commit(policy, MediaKind.JSON, KEYS, settings, body);
        assertThat(whole.commitment().root()).isEqualTo(naive(whole, KEYS, settings, body));
        assertThat(commit(policy, MediaKind.JSON, KEYS, settings, body, cuts).root())
            .isEqualTo(whole.root());
      }
    }
  }

  @Test
  void changesWithEverythingItBinds() throws MaskingException {
    CommitmentSettings settings = CommitmentSettings.closed();
    String body = "{\"note\":\"hi\",\"to\":\"a@b.org\",\"pin\":\"1234\"}";
    byte[] otherView = keys(1);
    otherView[0] ^= 1;
    byte[] otherHole = keys(1);
    otherHole[63] ^= 1;
    List<String> roots = new ArrayList<>();
    roots.add(commit(KEYS, settings, body).root());
    roots.add(commit(otherView, settings, body).root());
    roots.add(commit(otherHole, settings, body).root());
    roots.add(commit(KEYS, CommitmentSettings.openable(), body).root());
    roots.add(commit(KEYS, new CommitmentSettings(4095, 4096), body).root());
    roots.add(commit(KEYS, settings, body.replace("hi", "ho")).root());
    roots.add(commit(KEYS, settings, body.replace("a@b.org", "c@b.org")).root());
    roots.add(commit(KEYS, settings, body + " ").root());
    roots.add(
        commit(
                TestPolicies.packs("pii", "secrets", "pci"),
                MediaKind.JSON,
                KEYS,
                settings,
                body.getBytes(UTF_8))
            .root());
    assertThat(roots).doesNotHaveDuplicates();
  }

  @Test
  void bindsWhatEachRuleDoes() {
    Set<String> digests = new HashSet<>();
    List<MaskingRule> rules =
        List.of(
            MaskingRule.key("a", "x"),
            MaskingRule.key("b", "x"),
            MaskingRule.key("a", "y"),
            MaskingRule.key("a", "x", "y"),
            MaskingRule.path("a", "$.x"),
            MaskingRule.detect("a", Detector.EMAIL),
            MaskingRule.detect("a", Detector.IP),
            new MaskingRule.Key("a", List.of("x"), MaskingStrategy.keepLast(2)),
            new MaskingRule.Key("a", List.of("x"), MaskingStrategy.keepLast(3)),
            new MaskingRule.Key("a", List.of("x"), MaskingStrategy.truncate(3)),
            new MaskingRule.Key("a", List.of("x"), MaskingStrategy.fixed("3")));
    for (MaskingRule rule : rules) {
      assertThat(digests.add(RuleText.digest(List.of(rule)).toString())).as("%s", rule).isTrue();
    }
    assertThat(digests.add(RuleText.digest(rules).toString())).isTrue();
    assertThat(digests.add(RuleText.digest(rules.reversed()).toString())).isTrue();
    assertThat(digests.add(RuleText.digest(List.of()).toString())).isTrue();
  }

  @Test
  void takesTheMaskedBodyForTheOriginalOfTheSecondMasking() throws MaskingException {
    CommitmentSettings settings = CommitmentSettings.openable();
    Committed once = commit(KEYS, settings, "{\"to\":\"a@b.org\",\"pin\":\"1234\"}");
    byte[] view = once.masked().bytes();
    Committed twice = commit(ALL, MediaKind.JSON, keys(2), settings, view);

    assertThat(twice.masked().bytes()).isEqualTo(view);
    assertThat(twice.root()).isNotEqualTo(once.root());
    assertThat(twice.commitment().root()).isEqualTo(naive(twice, keys(2), settings, view));
  }

  @Test
  void givesNoProofWhereNotEveryHoleIsKept() throws MaskingException {
    byte[] body = "[\"a@b.org\",\"c@d.org\",\"e@f.org\"]".getBytes(UTF_8);
    List<MaskingRule> rules = List.of(MaskingRule.detect("email", Detector.EMAIL));
    MaskingPolicy two = MaskingPolicy.compile(rules, new MaskingLimits(8, 64, 8, 1, 2));
    MaskingPolicy three = MaskingPolicy.compile(rules, new MaskingLimits(8, 64, 8, 1, 3));
    CommitmentSettings settings = CommitmentSettings.openable();
    Committed cut = commit(two, MediaKind.JSON, KEYS, settings, body);
    Committed kept = commit(three, MediaKind.JSON, KEYS, settings, body);

    assertThat(cut.proof()).isNull();
    assertThat(kept.proof()).isNotNull();
    assertThat(cut.root()).isEqualTo(kept.root());
  }

  @Test
  void hasNoCommitmentWhereNobodyAskedForIt() throws IOException {
    MaskingSession session = ALL.open(MediaKind.JSON);
    session.feed("[]".getBytes(UTF_8), (_, _, _) -> {});
    session.finish((_, _, _) -> {});

    assertThat(session.commitment()).isEmpty();
    assertThat(session.proof()).isEmpty();
  }

  @Test
  void cannotBeginInTheMiddle() throws IOException {
    MaskingSession session = ALL.open(MediaKind.JSON);
    session.feed("[".getBytes(UTF_8), (_, _, _) -> {});

    assertThatThrownBy(() -> session.commit(CommitmentKey.of(KEYS), CommitmentSettings.closed()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void proofHasNoValueAndNoKeyOfOne() throws MaskingException {
    Committed made = commit(KEYS, CommitmentSettings.openable(), "[\"somebody@example.org\"]");
    String proof = new String(proof(made), UTF_8);
    byte[] holeKey = Arrays.copyOfRange(KEYS, 32, 64);

    assertThat(proof).doesNotContain("somebody", base64("somebody@example.org".getBytes(UTF_8)));
    assertThat(proof).doesNotContain(base64(holeKey));
    assertThat(CommitmentKey.of(KEYS).toString()).isEqualTo("CommitmentKey[hidden]");
    assertThat(made.proof()).hasToString("MaskingProof[" + made.root() + "]");
  }

  private static String base64(byte[] bytes) {
    return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void refusesKeysOfAnotherLength() {
    assertThatThrownBy(() -> CommitmentKey.of(new byte[32]))
        .hasMessage("commitment key: 32 bytes (expected: 64)");
    assertThatThrownBy(() -> new CommitmentSettings(4096, 0))
        .hasMessage("commitment holes-per-group: 0 (expected: 1 to 4096)");
  }
}
