package dev.countersign.evidence.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.Digest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WitnessPolicyTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final SigningKey LOG = SigningKey.generate(RANDOM);
  private static final SigningKey OTHER_LOG = SigningKey.generate(RANDOM);
  private static final Checkpoint CHECKPOINT = new Checkpoint("example.com/log", 3, Digest.ZERO);
  private static final Map<String, Cosigner> WITNESSES = new TreeMap<>();

  static {
    for (String name : List.of("X1", "X2", "X3", "Y1", "Y2", "Y3", "Z1")) {
      WITNESSES.put(name, new Cosigner(name + ".example", SigningKey.generate(RANDOM)));
    }
  }

  /// The example of C2SP `tlog-policy`; the keys, which it leaves out, are put in for `<name>`.
  private static final String PUBLISHED =
      """
      log <log>

      witness X1 <X1>
      witness X2 <X2>
      witness X3 <X3>
      group X-witnesses 2 X1 X2 X3

      witness Y1 <Y1>
      witness Y2 <Y2>
      witness Y3 <Y3>
      group Y-witnesses any Y1 Y2 Y3

      group X-and-Y all X-witnesses Y-witnesses
      quorum X-and-Y
      """;

  @ParameterizedTest
  @CsvSource({
    "'', false",
    "X1 X2, false",
    "X1 Y1, false",
    "Y1 Y2 Y3, false",
    "X1 X2 X3, false",
    "X1 X2 Y1, true",
    "X3 X2 Y3, true",
    "Y2 X1 X3, true",
    "X1 X2 X3 Y1 Y2 Y3, true",
    "X1 Y1 Y2 Z1, false"
  })
  void thePublishedExampleAsksForTwoOfTheOnesAndOneOfTheOthers(String names, boolean enough) {
    assertThat(policy(PUBLISHED).satisfiedBy(cosigned(names))).isEqualTo(enough);
  }

  @ParameterizedTest
  @CsvSource({
    "quorum none, '', true",
    "quorum X1, '', false",
    "quorum X1, X1, true",
    "quorum X1, X2, false",
    "group g all X1 X2|quorum g, X1, false",
    "group g all X1 X2|quorum g, X1 X2, true",
    "group g any X1 X2|quorum g, X2, true",
    "group g 1 X1|quorum g, X1, true",
    "group g 3 X1 X2 X3|quorum g, X1 X2, false",
    "group g any X1 X2|group h 2 g X3|quorum h, X1 X2, false",
    "group g any X1 X2|group h 2 g X3|quorum h, X2 X3, true"
  })
  void eachRuleCountsWhatItSays(String rules, String names, boolean enough) {
    String file =
        "log <log>\nwitness X1 <X1>\nwitness X2 <X2>\nwitness X3 <X3>\n"
            + rules.replace('|', '\n')
            + "\n";
    assertThat(policy(file).satisfiedBy(cosigned(names))).isEqualTo(enough);
    assertThat(policy(file).cosigners(cosigned(names))).containsExactlyInAnyOrder(words(names));
  }

  @Test
  void believesOnlyTheLogsItNames() {
    var policy = policy("log <log>\nquorum none\n");
    assertThat(policy.satisfiedBy(CHECKPOINT.sign(LOG))).isTrue();
    assertThat(policy.satisfiedBy(CHECKPOINT.sign(OTHER_LOG))).isFalse();
    var both = policy("log <log>\nlog <other> https://other.example/\nquorum none\n");
    var other = new Checkpoint("other.example/log", 3, Digest.ZERO);
    assertThat(both.satisfiedBy(other.sign(OTHER_LOG))).isTrue();
    assertThat(both.satisfiedBy(SignedNote.sign(other.text(), "example.com/log", LOG)))
        .as("a log speaks for its own origin only")
        .isFalse();
    assertThat(policy("quorum none\n").satisfiedBy(CHECKPOINT.sign(OTHER_LOG))).isTrue();
  }

  @Test
  void oneFalseSignatureOfAKnownWitnessIsTooMany() {
    var policy =
        policy("log <log>\nwitness X1 <X1>\nwitness X2 <X2>\ngroup g any X1 X2\nquorum g\n");
    var lie = witness("X2").cosign("another text\n", Instant.EPOCH);
    assertThat(policy.satisfiedBy(cosigned("X1").with(lie))).isFalse();
    assertThat(policy.cosigners(cosigned("X1").with(lie))).isEmpty();
    assertThat(policy.satisfiedBy(cosigned("X1 Z1"))).isTrue();
  }

  @Test
  void oneFalseSignatureOfAKnownLogIsTooMany() {
    var lie = SignedNote.sign("other\n", "example.com/log", LOG).signatures();
    assertThat(
            policy("log <log>\nquorum none\n").satisfiedBy(new SignedNote(CHECKPOINT.text(), lie)))
        .isFalse();
  }

  @Test
  void readsCommentsSpacesTabsAndUrls() {
    var policy =
        policy(
            "# of 2026\n\t # and more\n\n  \t\nlog\t<log>  https://log.example/ \n"
                + " witness W\u00e4chter <X1> https://x1.example\nquorum   W\u00e4chter\n#\n");
    assertThat(policy.logs()).hasSize(1);
    assertThat(policy.witnesses()).containsExactly(witness("X1").publicKey());
    assertThat(policy.satisfiedBy(cosigned("X1"))).isTrue();
  }

  @Test
  void namesAreBytes() {
    String kelvin = "witness \u212a <X1>\nwitness K <X2>\nquorum K\n";
    assertThat(policy(kelvin).satisfiedBy(cosigned("X2"))).isTrue();
    assertThat(policy(kelvin).satisfiedBy(cosigned("X1"))).isFalse();
  }

  @Test
  void readsMoreThanTheSpecificationAsksFor() {
    var file = new StringBuilder();
    var members = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      var witness = new Cosigner("w" + i, SigningKey.generate(RANDOM));
      file.append("witness w%d %s\n".formatted(i, witness.publicKey().text()));
      file.append("group g%d all w%d\n".formatted(i, i));
      members.add("g" + i);
    }
    file.append("group all-of-them 40 ").append(String.join(" ", members)).append('\n');
    assertThat(policy(file + "quorum all-of-them\n").rules()).hasSize(81);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "''; 'no line: ''quorum NAME'''",
        "log <log>; no line: 'quorum NAME'",
        "quorum none|quorum none; line 2: a second quorum",
        "quorum X1; line 1: 'X1' is not defined",
        "quorum; line 1: 1 words (expected: quorum NAME)",
        "quorum none none; line 1: 3 words",
        "Quorum none; line 1: 'Quorum' (expected: log, witness, group or quorum)",
        "log; line 1: 1 words (expected: log KEY [URL])",
        "log <log> a b; line 1: 4 words",
        "log nonsense; line 1: note key",
        "log <X1>; line 1: a key of another type (expected: 0x01)",
        "witness X1 <log>; line 1: a key of another type (expected: 0x04)",
        "witness X1; line 1: 2 words (expected: witness NAME KEY [URL])",
        "log <log>|log <log>; line 2: a key that another log has",
        "log <log>|log <renamed>; line 2: a key that another log has",
        "witness a <X1>|witness b <X1>; line 2: a key that another witness has",
        "witness a <X1>|witness a <X2>; line 2: 'a' is defined already",
        "witness none <X1>; line 1: 'none' is defined already",
        "witness a <X1>|group a any a; line 2: 'a' is defined already",
        "witness a <X1>|group none any a; line 2: 'none' is defined already",
        "group g any; line 1: 3 words (expected: group NAME all|any|NUMBER MEMBER…)",
        "group g any g; line 1: 'g' is not defined",
        "group g any none; line 1: 'none' is not defined",
        "witness a <X1>|group g 0 a; line 2: '0' (expected: all, any, or a number from 1 to 1)",
        "witness a <X1>|group g 2 a; line 2: '2'",
        "witness a <X1>|group g 01 a; line 2: '01'",
        "witness a <X1>|group g 1x a; line 2: '1x'",
        "witness a <X1>|group g +1 a; line 2: '+1'",
        "witness a <X1>|group g 4294967297 a; line 2: '4294967297'",
        "witness a <X1>|group g any a a; line 2: 'a' is a member for the second time",
        "witness a <X1>|group g any a|group h any a; line 3: 'a' is a member for the second time"
      })
  void refusesWhatIsNoPolicyAndSaysWhere(String file, String why) {
    String text = file.isEmpty() ? "" : file.replace("'''", "").replace('|', '\n') + "\n";
    assertThatThrownBy(() -> policy(text))
        .isInstanceOf(MalformedPolicyException.class)
        .hasMessageStartingWith("witness policy, ")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @CsvSource({"0, a control character", "13, a control character", "127, a control character"})
  void refusesControlCharacters(int octet, String why) {
    assertThatThrownBy(() -> policy("quorum none\n#" + (char) octet + "\n"))
        .hasMessage("witness policy, line 2: " + why);
  }

  @Test
  void refusesAFileThatWasCutOffOrIsTooLong() {
    assertThatThrownBy(() -> policy("#\nquorum none"))
        .hasMessage("witness policy, line 2: does not end in a newline");
    assertThatThrownBy(() -> WitnessPolicy.parse(new byte[256 * 1024 + 1]))
        .hasMessageContaining("length: 262145");
    assertThatThrownBy(() -> policy("log \u00ff\nquorum none\n")).hasMessageContaining("line 1");
  }

  private static WitnessPolicy policy(String file) {
    String text =
        file.replace("<log>", new NoteKey("example.com/log", LOG.verification()).text())
            .replace("<renamed>", new NoteKey("renamed", LOG.verification()).text())
            .replace("<other>", new NoteKey("other.example/log", OTHER_LOG.verification()).text());
    for (var witness : WITNESSES.entrySet()) {
      text = text.replace("<" + witness.getKey() + ">", witness.getValue().publicKey().text());
    }
    return WitnessPolicy.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static SignedNote cosigned(String names) {
    SignedNote note = CHECKPOINT.sign(LOG);
    for (String name : words(names)) {
      note = note.with(witness(name).cosign(note.text(), Instant.EPOCH));
    }
    return note;
  }

  private static Cosigner witness(String name) {
    return Objects.requireNonNull(WITNESSES.get(name));
  }

  private static String[] words(String names) {
    return names.isEmpty() ? new String[0] : names.split(" ");
  }
}
