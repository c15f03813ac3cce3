package dev.countersign.evidence.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.countersign.evidence.record.EvidenceJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// A report for programs: one JSON object.
///
/// @param exitClass the exit code of `--exit-by-class`: 0 where everything holds
record ReportJson(
    boolean holds,
    @JsonProperty("class") int exitClass,
    String origin,
    long size,
    String root,
    long records,
    long pruned,
    SortedMap<String, Long> writers,
    int epochs,
    long calls,
    int checkpoints,
    int policies,
    String keys,
    String signatures,
    @Nullable TimestampSummary timestamp,
    @Nullable ViewSummary view,
    long failures,
    long warnings,
    List<Entry> findings) {

  record Entry(
      String kind,
      String severity,
      String meaning,
      @Nullable Long leaf,
      @Nullable String writer,
      @Nullable Long epoch,
      @Nullable Long seq,
      String expected,
      String found) {}

  static String of(VerificationReport report) {
    LogSummary log = report.log();
    var json =
        new ReportJson(
            report.holds(),
            report.firstFailed().map(Check::exitCode).orElse(0),
            log.origin(),
            log.size(),
            log.root(),
            log.records(),
            log.pruned(),
            log.writers(),
            log.epochs(),
            log.calls(),
            log.checkpoints(),
            log.policies(),
            report.trustedKeys() ? "trusted" : "bundle",
            report.hashOnly() ? "skipped" : "checked",
            log.timestamp().orElse(null),
            report.view().orElse(null),
            report.failures(),
            report.total(Severity.WARNING),
            report.findings().stream().map(ReportJson::entry).toList());
    return new String(EvidenceJson.write(json), StandardCharsets.UTF_8);
  }

  private static Entry entry(Finding finding) {
    Long leaf = null;
    Place place = null;
    if (finding instanceof Finding.OfRecord record) {
      leaf = record.leaf();
      place = record.place();
    }
    FindingKind kind = finding.kind();
    return new Entry(
        kind.wireName(),
        kind.severity().name().toLowerCase(java.util.Locale.ROOT),
        kind.sentence(),
        leaf,
        place == null ? null : place.writer(),
        place == null ? null : place.epoch(),
        place == null ? null : place.seq(),
        finding.expected(),
        finding.found());
  }
}
