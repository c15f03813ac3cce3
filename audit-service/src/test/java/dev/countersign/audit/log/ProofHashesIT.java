package dev.countersign.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.AuditStage;
import dev.countersign.audit.TestEntries;
import dev.countersign.evidence.log.TileTree;
import dev.countersign.test.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proofs from what one statement reads, in a log with tiles on three levels.
class ProofHashesIT {
  private static final AuditStage STAGE = AuditStage.open("proofhashes");
  private static final int PAGE = 8192;
  private static final int LEAVES = 9 * PAGE;

  @BeforeAll
  static void fill() {
    STAGE.start();
    for (int seq = 0; seq < LEAVES; seq += PAGE) {
      List<Entry> page = new ArrayList<>();
      for (int i = 0; i < PAGE; i++) {
        page.add(TestEntries.entry(seq + i, "log"));
      }
      STAGE
          .bean(Sequencer.class)
          .turn(turn -> {
            turn.append(page);
            return true;
          });
    }
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @ParameterizedTest
  @ValueSource(
      longs = {1, 2, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_792, 65_793, 73_000})
  void aProofIsThatOfTheTree(long size) {
    LogReader log = STAGE.bean(LogReader.class);
    TileTree tree = log.tree(size);
    for (long leaf : new long[] {0, 1, 255, 256, size / 2, size - 257, size - 2, size - 1}) {
      if (leaf >= 0 && leaf < size) {
        assertThat(log.inclusion(leaf, size)).isEqualTo(tree.inclusion(leaf));
      }
    }
  }

  @Test
  void thereIsNoProofOfALeafBehindTheTree() {
    LogReader log = STAGE.bean(LogReader.class);
    assertThatThrownBy(() -> log.inclusion(1000, 1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("leaf: 1000 (expected: 0 to 999)");
    assertThatThrownBy(() -> log.inclusion(-1, 1000)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProofThatNeedsAMissingTileFails() throws SQLException {
    LogReader log = STAGE.bean(LogReader.class);
    try (var admin = TestPostgres.shared().superuser();
        var statement = admin.createStatement()) {
      String moved = "UPDATE " + STAGE.schema() + ".tile SET tile_index = %d WHERE tile_index = %d";
      statement.execute(moved.formatted(999_999, 3));
      try {
        assertThatThrownBy(() -> log.inclusion(3 * 256, 70_000))
            .isInstanceOf(IllegalStateException.class)
            .hasMessage("tile 0/3 is not stored");
        assertThatThrownBy(() -> log.inclusion(0, 5 * 256))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageContaining("of level 0 from 0 to 5: 4");
      } finally {
        statement.execute(moved.formatted(3, 999_999));
      }
    }
  }
}
