package dev.countersign.audit.completeness;

import dev.countersign.audit.completeness.EpochCounts.Count;
import dev.countersign.audit.completeness.EpochCounts.Epoch;
import dev.countersign.audit.completeness.EpochCounts.Silence;
import dev.countersign.audit.completeness.EpochEnds.Named;
import dev.countersign.audit.completeness.EpochEnds.Span;
import dev.countersign.audit.log.Checkpoints;
import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.settings.AuditSettings;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import dev.countersign.evidence.record.RecordBody.WriterOpened;
import dev.countersign.evidence.record.RecordType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Says whether everything is there, of one moment of the log: everything is read in one snapshot
/// of the database, up to the newest checkpoint. Each leaf of the period is looked at a fixed
/// number of times. Thread-safe.
///
/// It counts what the database holds and verifies nothing: that what it holds is what was signed,
/// the exported bundle and its verifier prove.
@Component
class Completeness {
  private final Checkpoints checkpoints;
  private final EpochCounts counts;
  private final EpochEnds epochs;
  private final TotalsTable totals;
  private final TransactionTemplate snapshot;
  private final Duration silence;
  private final Clock clock;

  Completeness(
      Checkpoints checkpoints,
      EpochCounts counts,
      EpochEnds epochs,
      TotalsTable totals,
      PlatformTransactionManager transactions,
      AuditSettings settings,
      Clock clock) {
    this.checkpoints = checkpoints;
    this.counts = counts;
    this.epochs = epochs;
    this.totals = totals;
    this.snapshot = new TransactionTemplate(transactions);
    this.snapshot.setReadOnly(true);
    this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    this.silence = settings.silence();
    this.clock = clock;
  }

  CompletenessReport of(Period period) {
    LogCheckpoint checkpoint = checkpoints.advance();
    return snapshot.execute(status -> of(period, checkpoint));
  }

  private CompletenessReport of(Period period, LogCheckpoint checkpoint) {
    Leaves leaves = counts.leaves(period, checkpoint.size());
    Instant now = clock.instant();
    List<EpochReport> reports = epochs(leaves, period.to() == null ? now : null);
    String quarantined = RecordType.MESSAGE_QUARANTINED.wireName();
    return new CompletenessReport(
        checkpoint.size(),
        checkpoint.root(),
        period.from(),
        period.to(),
        leaves.count(),
        reports,
        totals.calls(leaves, now),
        reports.stream().mapToLong(each -> each.types().getOrDefault(quarantined, 0L)).sum(),
        totals.pruned(period, checkpoint.size()),
        totals.receipts(leaves),
        totals.alarms(period));
  }

  private List<EpochReport> epochs(Leaves leaves, @Nullable Instant until) {
    SortedMap<Epoch, Count> found = counts.counts(leaves);
    Map<Epoch, Silence> silences = counts.silences(leaves, silence);
    Ends ends = ends(found, leaves.size());
    List<EpochReport> reports = new ArrayList<>();
    found.forEach((epoch, count) -> {
      EpochState state = ends.state(epoch);
      Silence quiet = silences.get(epoch);
      if (quiet != null && until != null && state == EpochState.OPEN) {
        quiet = quiet.until(until, silence);
      }
      reports.add(report(epoch, count, state, ends.previous(epoch), quiet));
    });
    return reports;
  }

  private static EpochReport report(
      Epoch epoch,
      Count count,
      EpochState state,
      @Nullable PreviousEnd previous,
      @Nullable Silence quiet) {
    return new EpochReport(
        epoch.writer(),
        epoch.number(),
        state,
        previous,
        count.firstSeq(),
        count.lastSeq(),
        count.firstLeaf(),
        count.lastLeaf(),
        count.count(),
        count.lastSeq() - count.firstSeq() + 1 - count.count(),
        quiet == null ? 0 : quiet.missed(),
        quiet == null ? null : quiet.longest(),
        count.types());
  }

  private Ends ends(SortedMap<Epoch, Count> found, long size) {
    Map<Epoch, WriterOpened> openings = epochs.openings(found.keySet());
    List<Named> named = new ArrayList<>();
    openings.forEach((epoch, opened) -> {
      if (opened.previous() instanceof ChainEnd end) {
        named.add(new Named(epoch.writer(), end));
      }
    });
    return new Ends(epochs.spans(size), epochs.closed(size), openings, epochs.present(named, size));
  }

  /// How the epochs of the log begin and end.
  private record Ends(
      Map<String, Span> spans,
      Set<Epoch> closed,
      Map<Epoch, WriterOpened> openings,
      Set<Named> present) {

    EpochState state(Epoch epoch) {
      if (closed.contains(epoch)) {
        return EpochState.CLOSED;
      }
      Span span = spans.get(epoch.writer());
      return span != null && span.newest() > epoch.number()
          ? EpochState.SUCCEEDED
          : EpochState.OPEN;
    }

    @Nullable PreviousEnd previous(Epoch epoch) {
      WriterOpened opened = openings.get(epoch);
      if (opened == null) {
        return null;
      }
      if (opened.previous() instanceof ChainEnd end) {
        return present.contains(new Named(epoch.writer(), end))
            ? PreviousEnd.PRESENT
            : PreviousEnd.MISSING;
      }
      Span span = spans.get(epoch.writer());
      return span != null && span.first() < epoch.number()
          ? PreviousEnd.UNNAMED
          : PreviousEnd.FIRST;
    }
  }
}
