package dev.countersign.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.countersign.evidence.record.EvidenceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The verifier in `verifiers/verify.py`, which shares nothing with this one, comes to the same
/// verdicts. Skipped where there is no `python3`.
class SecondVerifierTest {
  private static final Path FOLDER = Path.of("verifiers").toAbsolutePath();

  /// Runs the verifier once for each line of arguments, which are parted by tabs.
  private static final String DRIVER =
      """
      import sys
      sys.path.insert(0, sys.argv[1])
      sys.dont_write_bytecode = True
      import verify
      for line in sys.stdin:
          code = verify.main(line.rstrip("\\n").split("\\t"))
          print("exit", code, flush=True)
      """;

  @TempDir static Path corpus;

  private record Verdict(int code, String report) {
    JsonNode json() {
      return EvidenceJson.tree(report.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// One entry of the corpus, as both verifiers see it.
  private record Judged(Corruption corruption, VerificationReport report, Verdict verdict) {}

  private static final List<Judged> JUDGED = new ArrayList<>();

  @BeforeAll
  static void judgeTheCorpus() throws Exception {
    assumeTrue(hasPython(), "no python3 on this machine: the second verifier is not run");
    CorpusFiles.write(corpus);
    var all = Corruptions.all();
    var verdicts = run(all.stream().map(SecondVerifierTest::line).toList());
    for (int i = 0; i < all.size(); i++) {
      JUDGED.add(new Judged(all.get(i), all.get(i).verify(), verdicts.get(i)));
    }
  }

  private static String line(Corruption corruption) {
    Path file = corpus.resolve(CorpusFiles.file(corruption.name()));
    return corruption.trusted()
        ? line(file, "--trust", corpus.resolve("keys").toString())
        : line(file);
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-c", "pass").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void acceptsWhatHolds() throws Exception {
    for (var bundle : CorpusFiles.accepted().entrySet()) {
      Path file = corpus.resolve(CorpusFiles.file(bundle.getKey()));
      var report = TestLog.verify(bundle.getValue(), new Trust.OfBundle());
      String keys = corpus.resolve("keys").toString();
      for (var verdict :
          run(List.of(line(file), line(file, "--hash-only"), line(file, "--trust", keys)))) {
        assertThat(verdict.code()).as(verdict.report()).isZero();
        assertThat(kinds(verdict)).isEqualTo(kinds(report));
        assertThat(verdict.json().get("records").asLong()).isEqualTo(report.records());
        assertThat(verdict.json().get("root").asString()).isEqualTo(report.log().root());
        assertThat(verdict.json().get("calls").asLong()).isEqualTo(report.calls());
        assertThat(verdict.json().get("epochs").asInt()).isEqualTo(report.epochs());
      }
    }
  }

  @Test
  void rejectsTheWholeCorpusForTheSameReasons() {
    assertThat(JUDGED).hasSizeGreaterThanOrEqualTo(70);
    var softly = new SoftAssertions();
    for (Judged judged : JUDGED) {
      var entry = CorpusFiles.rejected(judged.corruption(), judged.report());
      var first = first(judged.verdict());
      Long leaf = first.has("leaf") ? first.get("leaf").asLong() : null;
      softly.assertThat(judged.verdict().code()).as(entry.name()).isEqualTo(entry.exitClass());
      softly.assertThat(first.get("kind").asString()).as(entry.name()).isEqualTo(entry.first());
      softly.assertThat(leaf).as(entry.name()).isEqualTo(entry.leaf());
    }
    softly.assertAll();
  }

  @Test
  void findsTheSameKindsInTheWholeCorpus() {
    var softly = new SoftAssertions();
    for (Judged judged : JUDGED) {
      softly
          .assertThat(kinds(judged.verdict()))
          .as(judged.corruption().name())
          .isEqualTo(kinds(judged.report()));
    }
    softly.assertAll();
  }

  private static String line(Path file, String... options) {
    return String.join(
            "\t", options.length == 0 ? "--json" : String.join("\t", options), file.toString())
        + "\t--json\t--exit-by-class";
  }

  private static JsonNode first(Verdict verdict) {
    for (JsonNode finding : verdict.json().get("findings")) {
      if (finding.get("severity").asString().equals("failure")) {
        return finding;
      }
    }
    throw new AssertionError("no failure: " + verdict.report());
  }

  private static List<String> kinds(Verdict verdict) {
    var kinds = new ArrayList<String>();
    verdict.json().get("findings").forEach(finding -> kinds.add(named(finding)));
    return kinds.stream().sorted().toList();
  }

  private static String named(JsonNode finding) {
    String leaf = finding.has("leaf") ? finding.get("leaf").asString() : "bundle";
    return finding.get("kind").asString() + " at " + leaf;
  }

  private static List<String> kinds(VerificationReport report) {
    return report.findings().stream()
        .map(finding ->
            finding.kind()
                + " at "
                + (finding instanceof Finding.OfRecord record ? record.leaf() : "bundle"))
        .sorted()
        .toList();
  }

  private static List<Verdict> run(List<String> lines) throws IOException, InterruptedException {
    Path input = Files.createTempFile(corpus, "lines", ".txt");
    Files.write(input, lines);
    var process =
        new ProcessBuilder("python3", "-c", DRIVER, FOLDER.toString())
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .start();
    List<String> out =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertThat(process.waitFor()).as(out.stream().collect(Collectors.joining("\n"))).isZero();
    var verdicts = new ArrayList<Verdict>();
    for (int i = 0; i + 1 < out.size(); i += 2) {
      verdicts.add(
          new Verdict(Integer.parseInt(out.get(i + 1).substring("exit ".length())), out.get(i)));
    }
    assertThat(verdicts).hasSameSizeAs(lines);
    return verdicts;
  }
}
