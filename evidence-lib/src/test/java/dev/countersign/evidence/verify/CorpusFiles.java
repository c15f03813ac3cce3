package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.Parts;
import dev.countersign.evidence.jws.Jwks;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.RecordBody.ConfigChanged;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes the corpus as files, the same bytes every time: bundles to accept, bundles to reject, the
/// true keys and an index.
final class CorpusFiles {
  static final String INDEX = "index.json";

  private CorpusFiles() {}

  /// What the index says of a bundle that must be rejected.
  ///
  /// @param exitClass the first class, in their order, that fails
  /// @param first the first failure of the report
  /// @param leaf where the first failure stands; absent where the bundle as a whole is wrong
  /// @param trust whether it shows only against the keys in `keys/`
  record Rejected(
      String name,
      String file,
      @com.fasterxml.jackson.annotation.JsonProperty("class") int exitClass,
      String first,
      @Nullable Long leaf,
      boolean trust) {}

  record Accepted(String name, String file) {}

  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]));
  }

  static void write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("keys"));
    for (var bundle : accepted().entrySet()) {
      Files.write(folder.resolve(file(bundle.getKey())), bundle.getValue());
    }
    for (Corruption corruption : Corruptions.all()) {
      Files.write(folder.resolve(file(corruption.name())), corruption.bundle());
    }
    var keys = TestLog.standard(Corruption.SEED).keys();
    Files.write(folder.resolve("keys/log.jwks.json"), Jwks.write(keys.log()));
    for (var writer : keys.writers().entrySet()) {
      Files.write(
          folder.resolve("keys/" + writer.getKey() + ".jwks.json"), Jwks.write(writer.getValue()));
    }
    Files.writeString(folder.resolve(INDEX), index());
  }

  private static TestLog notIncluded() {
    var log = TestLog.standard(Corruption.SEED);
    log.policies.clear();
    log.gateway.write(
        new ConfigChanged("connections", TestBodies.POLICY, "1 connection", "literal-secret"));
    log.gateway.write(
        new ConfigChanged("connections", TestBodies.digest("later"), "2 connections", null));
    return log;
  }

  /// Bundles that hold.
  static Map<String, byte[]> accepted() {
    var bundles = new LinkedHashMap<String, byte[]>();
    bundles.put("a day in order", TestLog.standard(Corruption.SEED).bundle());
    bundles.put("a day that was pruned", TestLog.pruned(Corruption.SEED).bundle());
    bundles.put("a day under policies that are not included", notIncluded().bundle());
    bundles.put("a day of approvals with terms", TermsCorruptions.good().bundle());
    bundles.put("an empty log", new TestLog(Corruption.SEED).bundle());
    var first = TestLog.standard(Corruption.SEED);
    first.earlier.clear();
    first.policies.clear();
    bundles.put("a day in the first format", Parts.of(first.bundle()).firstFormat().zip());
    return bundles;
  }

  static List<Rejected> rejected() {
    return Corruptions.all().stream()
        .map(corruption -> rejected(corruption, corruption.verify()))
        .toList();
  }

  static Rejected rejected(Corruption corruption, VerificationReport report) {
    var first = report.firstFailure().orElseThrow();
    return new Rejected(
        corruption.name(),
        file(corruption.name()),
        report.firstFailed().orElseThrow().exitCode(),
        first.kind().wireName(),
        first instanceof Finding.OfRecord record ? record.leaf() : null,
        corruption.trusted());
  }

  /// One line for each bundle.
  static String index() {
    var accept = accepted().keySet().stream().map(name -> new Accepted(name, file(name))).toList();
    return "{\"accept\":[\n" + lines(accept) + "\n],\"reject\":[\n" + lines(rejected()) + "\n]}\n";
  }

  private static String lines(List<?> entries) {
    return entries.stream()
        .map(entry -> new String(EvidenceJson.write(entry), StandardCharsets.UTF_8))
        .collect(Collectors.joining(",\n"));
  }

  static String file(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".zip";
  }
}
