package dev.countersign.evidence.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.Commitment;
import dev.countersign.evidence.record.RecordBody.Response;
import dev.countersign.evidence.verify.ViewSummary.OpenedHole;
import dev.countersign.evidence.verify.ViewSummary.PlacedHole;
import dev.countersign.masking.Detector;
import dev.countersign.masking.MaskingPacks;
import dev.countersign.masking.MaskingPolicy;
import dev.countersign.masking.MaskingRule;
import dev.countersign.masking.MaskingSession;
import dev.countersign.masking.MaskingStrategy;
import dev.countersign.masking.MediaKind;
import dev.countersign.masking.commit.BodyCommitment;
import dev.countersign.masking.commit.CommitmentKey;
import dev.countersign.masking.commit.CommitmentSettings;
import dev.countersign.masking.commit.MaskingProof;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A masked body and its proof hold against the log, and nothing else does.
class MaskedViewTest {

  /// One way to tamper with an answer, and how it is found.
  private record Tampering(String name, FindingKind kind, Consumer<MaskedAnswer> spoil) {
    @Override
    public String toString() {
      return name;
    }
  }

  @TempDir Path folder;

  @Test
  void holdsForTheKnownAnswer() {
    var report = new MaskedAnswer().verify(folder);
    assertThat(report.holds()).isTrue();
    assertThat(report.view())
        .get()
        .satisfies(view -> {
          assertThat(view.call()).isEqualTo(MaskedAnswer.CALL);
          assertThat(view.leaf()).isEqualTo(17);
          assertThat(view.holes()).hasToString("{email=3, name=2, pin=2}");
          assertThat(view.places())
              .hasSize(7)
              .contains(
                  new PlacedHole("$['people'][0]['pin']", "", "pin", "keep-last", 69, 77),
                  new PlacedHole(
                      "$['people'][1]['mail']", "bytes 0 to 16", "email", "redact", 113, 129));
          assertThat(view.opened())
              .containsExactly(
                  new OpenedHole("pin", 69, 77, "\"123456\""),
                  new OpenedHole("name", 87, 104, "\"Bo\""));
        });
  }

  @Test
  void holdsForTheViewOfAnAnswerThatTravelledCompressed() {
    assertThat(new MaskedAnswer(true).verify(folder).holds()).isTrue();
    var changed = new MaskedAnswer(true);
    changed.view[2] = 'q';
    assertThat(changed.verify(folder).counts()).containsKey(FindingKind.VIEW_MISMATCH);
  }

  static List<Tampering> tamperings() {
    return List.of(
        of("a passed byte", FindingKind.VIEW_MISMATCH, answer -> answer.view[2] = 'q'),
        of("a byte of a hole", FindingKind.VIEW_MISMATCH, answer -> answer.view[25] = 'R'),
        of(
            "cut off",
            FindingKind.VIEW_MISMATCH,
            answer -> answer.view = Arrays.copyOf(answer.view, 150)),
        of(
            "extended",
            FindingKind.VIEW_MISMATCH,
            answer -> answer.view = (new String(answer.view, UTF_8) + " ").getBytes(UTF_8)),
        of("empty", FindingKind.VIEW_MISMATCH, answer -> answer.view = new byte[0]),
        of(
            "another length",
            FindingKind.COMMITMENT_MISMATCH,
            answer -> answer.proof.put("bytes", answer.view.length + 1)),
        of(
            "a hole moved",
            FindingKind.COMMITMENT_MISMATCH,
            answer -> hole(answer, 2).set(0, hole(answer, 2).get(0).asInt() + 1)),
        of("a hole shorter", FindingKind.COMMITMENT_MISMATCH, answer -> hole(answer, 2).set(1, 1)),
        of(
            "a hole removed",
            FindingKind.COMMITMENT_MISMATCH,
            answer -> answer.array("holes").remove(6)),
        of(
            "a hole added",
            FindingKind.COMMITMENT_MISMATCH,
            answer -> answer.array("holes").addArray().add(180).add(2).add(0)),
        of(
            "a hole of another rule",
            FindingKind.COMMITMENT_MISMATCH,
            answer -> hole(answer, 1).set(2, 0)),
        of(
            "groups swapped",
            FindingKind.COMMITMENT_MISMATCH,
            answer -> swap(answer.array("groups"))),
        of(
            "a group removed",
            FindingKind.COMMITMENT_MISMATCH,
            answer -> answer.array("groups").remove(0)),
        of(
            "a group added",
            FindingKind.COMMITMENT_MISMATCH,
            answer -> answer.array("groups").add(answer.array("groups").get(0))),
        of(
            "another salt",
            FindingKind.COMMITMENT_MISMATCH,
            answer -> answer.proof.set("viewKey", changed(answer.proof.get("viewKey").asString()))),
        of(
            "another segment size",
            FindingKind.COMMITMENT_MISMATCH,
            answer -> answer.proof.put("segmentBytes", 65)),
        of(
            "another group size",
            FindingKind.COMMITMENT_MISMATCH,
            answer -> answer.proof.put("holesPerGroup", 3)),
        of("another leaf", FindingKind.COMMITMENT_MISMATCH, answer -> swap(answer.array("leaves"))),
        of(
            "a leaf too many",
            FindingKind.COMMITMENT_MISMATCH,
            answer -> answer.array("leaves").add(answer.array("leaves").get(0))),
        of(
            "a rule renamed",
            FindingKind.RULES_MISMATCH,
            answer -> rule(answer).put("name", "phone")),
        of(
            "a rule's strategy",
            FindingKind.RULES_MISMATCH,
            answer -> rule(answer).put("strategy", "fixed")),
        of(
            "a rule's definition",
            FindingKind.RULES_MISMATCH,
            answer -> rule(answer).put("definition", Digest.ZERO.toString())),
        of("rules swapped", FindingKind.RULES_MISMATCH, answer -> swap(answer.array("rules"))),
        of(
            "a rule added",
            FindingKind.RULES_MISMATCH,
            answer -> answer.array("rules").add(rule(answer).deepCopy())),
        of(
            "another root",
            FindingKind.UNKNOWN_COMMITMENT,
            answer -> answer.proof.put("root", Digest.ZERO.toString())),
        of(
            "another value",
            FindingKind.OPENING_MISMATCH,
            answer -> values(answer).set(0, changed(values(answer).get(0).asString()))),
        of(
            "a value cut in two",
            FindingKind.OPENING_MISMATCH,
            answer -> {
              values(answer).removeAll();
              values(answer).add("IjEyMzQ").add("NTYiIkJvIg");
            }),
        of("a value removed", FindingKind.OPENING_MISMATCH, answer -> values(answer).remove(0)),
        of(
            "another salt of a group",
            FindingKind.OPENING_MISMATCH,
            answer -> opening(answer).set("salt", changed(opening(answer).get("salt").asString()))),
        of(
            "another group",
            FindingKind.OPENING_MISMATCH,
            answer -> opening(answer).put("group", 2)),
        of(
            "a group that is not there",
            FindingKind.MALFORMED_PROOF,
            answer -> opening(answer).put("group", 4)),
        of(
            "a hole beyond the end",
            FindingKind.MALFORMED_PROOF,
            answer -> hole(answer, 6).set(1, 1000)),
        of("holes that overlap", FindingKind.MALFORMED_PROOF, answer -> hole(answer, 1).set(0, 20)),
        of(
            "a rule that is not there",
            FindingKind.MALFORMED_PROOF,
            answer -> hole(answer, 1).set(2, 3)),
        of("an unknown member", FindingKind.MALFORMED_PROOF, answer -> answer.proof.put("more", 1)),
        of("a later format", FindingKind.MALFORMED_PROOF, answer -> answer.proof.put("format", 2)),
        of(
            "a padded key",
            FindingKind.MALFORMED_PROOF,
            answer -> answer.proof.put("viewKey", answer.proof.get("viewKey").asString() + "=")),
        of("no holes at all", FindingKind.MALFORMED_PROOF, answer -> answer.proof.remove("holes")));
  }

  private static Tampering of(String name, FindingKind kind, Consumer<MaskedAnswer> spoil) {
    return new Tampering(name, kind, spoil);
  }

  private static ArrayNode hole(MaskedAnswer answer, int hole) {
    return (ArrayNode) answer.array("holes").get(hole);
  }

  private static ObjectNode rule(MaskedAnswer answer) {
    return (ObjectNode) answer.array("rules").get(2);
  }

  private static ObjectNode opening(MaskedAnswer answer) {
    return (ObjectNode) answer.array("openings").get(0);
  }

  private static ArrayNode values(MaskedAnswer answer) {
    return (ArrayNode) opening(answer).get("values");
  }

  private static void swap(ArrayNode items) {
    var first = items.get(0);
    items.set(0, items.get(1));
    items.set(1, first);
  }

  private static StringNode changed(String base64) {
    return StringNode.valueOf((base64.charAt(0) == 'A' ? "B" : "A") + base64.substring(1));
  }

  @ParameterizedTest
  @MethodSource("tamperings")
  void findsAndNames(Tampering tampering) {
    var answer = new MaskedAnswer();
    tampering.spoil().accept(answer);
    var report = answer.verify(folder);
    assertThat(report.holds()).isFalse();
    assertThat(report.counts().keySet().stream().filter(k -> k.severity() == Severity.FAILURE))
        .containsExactly(tampering.kind());
  }

  @Test
  void knowsATamperingForEveryKind() {
    Set<FindingKind> covered =
        tamperings().stream().map(Tampering::kind).collect(Collectors.toSet());
    assertThat(covered)
        .isEqualTo(
            EnumSet.allOf(FindingKind.class).stream()
                .filter(kind -> kind.check() == Check.MASKED_VIEW)
                .collect(Collectors.toSet()));
  }

  @Test
  void namesTheSegmentThatWasChanged() {
    var answer = new MaskedAnswer();
    answer.view[answer.view.length - 5] = 'x';
    assertThat(answer.verify(folder).firstFailure())
        .get()
        .satisfies(first -> {
          assertThat(first).isInstanceOf(Finding.OfRecord.class);
          assertThat(first.found()).endsWith("different from segment 2 on (bytes 129 to 189)");
        });
  }

  @Test
  void refusesAChangeOfEveryByteOfTheView() {
    for (int at = 0; at < new MaskedAnswer().view.length; at += 7) {
      var answer = new MaskedAnswer();
      answer.view[at] ^= 1;
      assertThat(answer.verify(folder).holds()).as("byte %d", at).isFalse();
    }
  }

  @Test
  void holdsForEveryBodyThatTheLibraryMasks() throws IOException {
    var random = new Random(11);
    MaskingPolicy policy =
        MaskingPolicy.compile(
            Stream.of("pii", "pci", "secrets")
                .flatMap(pack -> MaskingPacks.rules(pack).stream())
                .toList());
    for (int i = 0; i < 40; i++) {
      var settings = new CommitmentSettings(64 + random.nextInt(500), 1 + random.nextInt(5));
      byte[] original = people(random, random.nextInt(60)).getBytes(UTF_8);
      assertThat(verified(policy, settings, original, random)).isTrue();
    }
  }

  @Test
  void holdsWhereMembersAndHitsVanished() throws IOException {
    var random = new Random(12);
    MaskingPolicy policy =
        MaskingPolicy.compile(
            List.of(
                new MaskingRule.Key("password", List.of("password"), MaskingStrategy.drop()),
                new MaskingRule.Key("id", List.of("id"), MaskingStrategy.drop()),
                new MaskingRule.Detect("email", Detector.EMAIL, MaskingStrategy.drop())));
    for (int i = 0; i < 20; i++) {
      var settings = new CommitmentSettings(64 + random.nextInt(500), 1 + random.nextInt(5));
      byte[] original = people(random, random.nextInt(60)).getBytes(UTF_8);
      assertThat(verified(policy, settings, original, random)).isTrue();
    }
  }

  private static String people(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            "{\"id\":%d,\"mail\":\"p%d@example.org\",\"note\":\"%s\",\"password\":\"%d\"}"
                .formatted(i, random.nextInt(), "x".repeat(random.nextInt(200)), random.nextInt()))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private boolean verified(
      MaskingPolicy policy, CommitmentSettings settings, byte[] original, Random random)
      throws IOException {
    CommitmentKey key = CommitmentKey.fresh(new SecureRandom());
    MaskingSession session = policy.open(MediaKind.JSON).commit(key, settings);
    var out = new ByteArrayOutputStream();
    int cut = random.nextInt(original.length + 1);
    session.feed(original, 0, cut, out::write);
    session.feed(original, cut, original.length - cut, out::write);
    session.finish(out::write);
    MaskingProof proof = session.proof().orElseThrow();
    for (int group = 0; group < proof.groups(); group += 2) {
      proof.open(group, key, original);
    }
    BodyCommitment made = session.commitment().orElseThrow();
    Commitment commitment =
        new Commitment(
            Digest.wrap(made.root()), made.segments(), Digest.wrap(made.policy().bytes()));
    var log = TestLog.standard();
    Digest intent = log.gateway.write(TestBodies.intent("call-x", null));
    var response = new Response(null, Digest.of(out.toByteArray()), out.size(), commitment);
    log.gateway.write(TestBodies.answered("call-x", intent, response));
    return MaskedAnswer.verify(folder, log.bundle(), out.toByteArray(), proof.json()).holds();
  }
}
