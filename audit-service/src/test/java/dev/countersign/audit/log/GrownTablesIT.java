package dev.countersign.audit.log;

import static dev.countersign.audit.AuditStage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.AuditStage;
import dev.countersign.audit.TestEntries;
import dev.countersign.audit.TestRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Statistics of tables that grow faster than the database looks at them by itself.
class GrownTablesIT {
  private static final AuditStage STAGE = AuditStage.open("growntables");
  private static final int AT_ONCE = 500;
  private static final AtomicLong NUMBER = new AtomicLong();

  @BeforeAll
  static void start() {
    STAGE.start();
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  private static Entry entry() {
    long seq = NUMBER.getAndIncrement();
    return TestEntries.entry(
        seq,
        "leaf " + seq + ".".repeat(1000),
        "standard",
        TestRecords.refused("s-1", "alice", "not-granted"));
  }

  private static void grow() {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      entries.add(entry());
    }
    STAGE
        .bean(Sequencer.class)
        .turn(turn -> {
          turn.append(entries);
          return true;
        });
  }

  @Test
  void whatHasGrownIsLookedAtWithinSecondsAndOnce() {
    eventually(() -> {
      grow();
      assertThat(rowsKnown("relname = 'leaf'")).isPositive();
      assertThat(rowsKnown("relname ~ '^record_standard_[0-9]+$'")).isPositive();
    });
    assertThat(STAGE.bean(GrownTables.class).analyze()).isZero();
  }

  /// How many rows the database believes to be there.
  private static long rowsKnown(String table) {
    return STAGE.count(
        """
        SELECT coalesce(sum(reltuples), 0)::bigint FROM pg_class
        WHERE relnamespace = '%s'::regnamespace AND %s
        """
            .formatted(STAGE.schema(), table));
  }
}
