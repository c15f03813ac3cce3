package dev.countersign.evidence.verify;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// A report in plain words.
///
/// What comes out of the bundle is printed without control characters: the file may try to talk to
/// the terminal.
final class ReportText {
  private static final int SHOWN = 10;
  private static final int LISTED = 100;

  private final StringBuilder text = new StringBuilder();

  private ReportText() {}

  static String of(Path bundle, VerificationReport report) {
    var text = new ReportText();
    text.head(bundle, report);
    text.checks(report);
    text.failures(report);
    text.others(report);
    text.verdict(report);
    return text.text.toString();
  }

  private void head(Path bundle, VerificationReport report) {
    line("Evidence bundle %s", bundle);
    if (report.origin().isEmpty()) {
      return;
    }
    line("  log      %s", report.origin());
    LogSummary log = report.log();
    line(
        "  records  %,d by %,d writers in %,d epochs; %,d calls forwarded",
        log.records(), log.writers().size(), log.epochs(), log.calls());
    if (log.pruned() > 0) {
      line("  pruned   %,d more, of which stubs are left", log.pruned());
    }
    line("  root     %s, after %,d earlier checkpoints", log.root(), log.checkpoints() - 1);
    log.timestamp().ifPresent(this::timestamp);
    report.view().ifPresent(this::view);
  }

  private void timestamp(TimestampSummary timestamp) {
    line(
        "  seen     %s, size %,d, by %s%s",
        timestamp.time(),
        timestamp.size(),
        timestamp.authority(),
        timestamp.trusted() ? "" : " (an authority that nobody vouches for)");
  }

  private void view(ViewSummary view) {
    line("Masked view of call %s (leaf %,d)", view.call(), view.leaf());
    line("  bytes    %,d", view.bytes());
    line("  holes    %s", view.holes());
    line("  policy   %s", view.policy());
    view.places().stream().limit(LISTED).forEach(this::placed);
    if (view.places().size() > LISTED) {
      line("  hole     … and %,d more (all with --json)", view.places().size() - LISTED);
    }
    view.opened().stream().limit(SHOWN).forEach(this::opened);
    if (view.opened().size() > SHOWN) {
      line("  opened   … and %,d more", view.opened().size() - SHOWN);
    }
  }

  private void placed(ViewSummary.PlacedHole hole) {
    String part = hole.part().isEmpty() ? "" : ", " + hole.part();
    line("  hole     %s%s (%s, %s)", hole.path(), part, hole.rule(), hole.strategy());
  }

  private void opened(ViewSummary.OpenedHole hole) {
    line(
        "  opened   bytes %,d to %,d (%s) hide %s",
        hole.start(), hole.end(), hole.rule(), hole.value());
  }

  private void checks(VerificationReport report) {
    line("");
    boolean read = !report.counts().containsKey(FindingKind.MALFORMED_BUNDLE);
    for (Check check : Check.values()) {
      boolean asked = check != Check.MASKED_VIEW || report.viewAsked();
      if (asked && (read || check == Check.FILE)) {
        line("%s %s", mark(report, check), check.claim());
      }
    }
  }

  private static String mark(VerificationReport report, Check check) {
    boolean skipped = check == Check.SIGNATURES && report.hashOnly();
    return report.passed(check) ? (skipped ? "–" : "✓") : "✗";
  }

  private void failures(VerificationReport report) {
    long shown = 0;
    for (Finding finding : report.findings()) {
      if (finding.kind().severity() == Severity.FAILURE && shown < SHOWN) {
        line("");
        finding(shown == 0 ? "First" : "Also", finding);
        shown++;
      }
    }
    if (report.failures() > shown) {
      line("");
      line("… and %,d more.", report.failures() - shown);
    }
  }

  private void finding(String which, Finding finding) {
    switch (finding) {
      case Finding.OfRecord record -> line("%s bad record: %s", which, where(record));
      case Finding.OfBundle _ -> line("%s finding about the bundle", which);
    }
    line("  %s: %s", finding.kind().wireName(), finding.kind().sentence());
    line("  expected: %s", finding.expected());
    line("  found:    %s", finding.found());
  }

  private void others(VerificationReport report) {
    report.counts().entrySet().stream()
        .filter(count -> count.getKey().severity() != Severity.FAILURE)
        .sorted(Map.Entry.comparingByKey())
        .forEach(count -> other(report, count.getKey(), count.getValue()));
  }

  private void other(VerificationReport report, FindingKind kind, long count) {
    line("");
    line(
        "%s %s, %,d times: %s",
        kind.severity() == Severity.WARNING ? "!" : "·", kind.wireName(), count, kind.sentence());
    report.findings().stream()
        .filter(finding -> finding.kind() == kind)
        .limit(SHOWN)
        .forEach(finding -> {
          if (finding instanceof Finding.OfRecord record) {
            String more = kind == FindingKind.POLICY_MISSING ? ": " + finding.found() : "";
            line("    %s%s", where(record), more);
          }
        });
  }

  private static String where(Finding.OfRecord record) {
    String leaf = String.format(Locale.ROOT, "leaf %,d", record.leaf());
    Place place = record.place();
    return place == null ? leaf : leaf + " (" + place + ")";
  }

  private void verdict(VerificationReport report) {
    line("");
    if (!report.trustedKeys()) {
      line(
          "The keys came from the bundle itself, so this shows that the evidence agrees with itself,");
      line("not who made it. With --trust DIR it is checked against keys that you got elsewhere.");
    }
    if (report.hashOnly()) {
      line("The signatures of the records were not checked (--hash-only).");
    }
    line(report.holds() ? "The evidence holds." : "The evidence does NOT hold.");
  }

  private void line(String format, Object... arguments) {
    String line = String.format(Locale.ROOT, format, arguments);
    line.codePoints().map(c -> Character.isISOControl(c) ? '?' : c).forEach(text::appendCodePoint);
    text.append('\n');
  }
}
