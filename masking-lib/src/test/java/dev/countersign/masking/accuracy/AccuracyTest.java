package dev.countersign.masking.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.countersign.masking.Detector;
import dev.countersign.masking.MediaKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Holds the detectors to what docs/masking.md says of them and writes the figures to
/// `target/accuracy-*.txt`; `masking-lib/accuracy DIR` shows them. Every miss and every false hit
/// is in `target/wrong-*.txt`.
///
/// Labelled text is read where it lies beside the checkout or where `-Dcountersign.data` says.
class AccuracyTest {

  /// The least precision and recall.
  private record Aim(double precision, double recall) {}

  private static final Map<String, Aim> AIMS =
      Map.of(
          "email", new Aim(.995, .995),
          "card", new Aim(.995, .98),
          "ssn", new Aim(.98, .99),
          "iban", new Aim(.999, .995),
          "ip", new Aim(.99, .99),
          "phone", new Aim(.90, .80),
          "vendor-key", new Aim(.99, .98),
          "secret", new Aim(.80, .60));

  private static final Aim NO_AIM = new Aim(0, 0);
  private static final int NUMBERS = 100_000;
  private static final List<String> NUMBER_TEXTS =
      List.of(
          "%d",
          "item %d of the list",
          "a,%d,b",
          "{\"id\":%d}",
          "{\"value\":\"%d\",\"n\":1}",
          "{\"note\":\"see %d for more\"}");
  private static final int CLEAN_BYTES = 2_000_000;
  private static final long SEED = 20260101;

  @Test
  void isExactOnLabelledSentences() throws IOException {
    Path file = data("pii-labelled.json");
    check("sentences", LabelledFiles.array(file));
  }

  @Test
  void isExactOnLabelledRecords() throws IOException {
    Path file = data("pii-format-variations.jsonl.gz");
    check("records", LabelledFiles.lines(file));
  }

  @Test
  void isExactOnLinesMadeForIt() throws IOException {
    check("made", new MadeTexts(SEED).all());
  }

  @Test
  void isExactOnLinesInAnEncoding() throws IOException {
    check("encoded", new EncodedTexts(SEED).all());
  }

  @Test
  void hidesNextToNoBareNumberOfNineDigits() throws IOException {
    Random random = new Random(SEED);
    int hidden = 0;
    for (int i = 0; i < NUMBERS; i++) {
      int number = random.nextInt(100_000_000, 1_000_000_000);
      String text = NUMBER_TEXTS.get(i % NUMBER_TEXTS.size()).formatted(number);
      MediaKind kind = text.startsWith("{") ? MediaKind.JSON : MediaKind.TEXT;
      hidden += Holes.in(kind, text).isEmpty() ? 0 : 1;
    }
    write("numbers", "bare numbers of nine digits hidden: %d of %d%n".formatted(hidden, NUMBERS));
    assertThat(hidden).isLessThanOrEqualTo(NUMBERS / 1000);
  }

  @Test
  void findsNextToNothingInCleanJson() throws IOException {
    String json = new CleanJson(SEED).array(CLEAN_BYTES);
    Map<String, Integer> hits = new TreeMap<>();
    Holes.in(MediaKind.JSON, json).forEach(hole -> hits.merge(hole.detector(), 1, Integer::sum));
    int all = hits.values().stream().mapToInt(Integer::intValue).sum();
    double perMegabyte = all * 1e6 / json.length();
    write("clean", "false hits per MB of clean JSON: %.2f %s%n".formatted(perMegabyte, hits));
    assertThat(perMegabyte).as(hits.toString()).isLessThanOrEqualTo(2);
  }

  private static void check(String name, List<LabelledText> texts) throws IOException {
    LabelFaults faults = new LabelFaults(texts);
    List<String> detectors = Arrays.stream(Detector.values()).map(Detector::label).toList();
    Map<String, Score> scores = new TreeMap<>();
    detectors.forEach(detector -> scores.put(detector, new Score(detector)));
    for (LabelledText text : texts) {
      List<Holes.Hole> holes = Holes.in(MediaKind.TEXT, text.text());
      scores.values().forEach(score -> score.count(text, holes, faults));
    }
    StringBuilder table = new StringBuilder(name + "\n" + Score.heading() + "\n");
    scores.values().forEach(score -> table.append(score).append('\n'));
    write(name, table.toString());
    List<String> wrong = scores.values().stream().flatMap(s -> s.wrong().stream()).toList();
    Files.write(Path.of("target", "wrong-" + name + ".txt"), wrong);
    scores.forEach((detector, score) -> check(score, AIMS.getOrDefault(detector, NO_AIM)));
  }

  private static void check(Score score, Aim aim) {
    if (score.hasLabels()) {
      assertThat(score.precision()).as("%s", score).isGreaterThanOrEqualTo(aim.precision());
      assertThat(score.recall()).as("%s", score).isGreaterThanOrEqualTo(aim.recall());
    }
  }

  private static void write(String name, String text) throws IOException {
    Files.writeString(Path.of("target", "accuracy-" + name + ".txt"), text);
  }

  private static Path data(String file) {
    Path folder = Path.of(System.getProperty("countersign.data", "../../shared/data"));
    assumeTrue(Files.exists(folder.resolve(file)), "no labelled text beside the checkout");
    return folder.resolve(file);
  }
}
