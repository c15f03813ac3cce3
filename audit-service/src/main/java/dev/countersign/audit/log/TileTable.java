package dev.countersign.audit.log;

import dev.countersign.evidence.log.Tile;
import dev.countersign.evidence.log.TileStore;
import dev.countersign.evidence.record.Digest;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The table of full tiles.
@Component
class TileTable implements TileStore {
  private final JdbcTemplate batches;
  private final JdbcClient jdbc;

  TileTable(JdbcTemplate batches, JdbcClient jdbc) {
    this.batches = batches;
    this.jdbc = jdbc;
  }

  void insert(List<Tile> tiles) {
    batches.batchUpdate(
        "INSERT INTO tile (level, tile_index, root, hashes) VALUES (?, ?, ?, ?)",
        tiles.stream()
            .map(tile ->
                new Object[] {tile.level(), tile.index(), tile.root().bytes(), tile.bytes()})
            .toList());
  }

  @Override
  public Tile tile(int level, long index) {
    return jdbc.sql("SELECT hashes FROM tile WHERE level = :level AND tile_index = :index")
        .param("level", level)
        .param("index", index)
        .query((row, number) -> Tile.parse(level, index, row.getBytes(1)))
        .optional()
        .orElseThrow(
            () -> new IllegalStateException("tile %d/%d is not stored".formatted(level, index)));
  }

  @Override
  public List<Digest> roots(int level, long from, long to) {
    List<Digest> roots =
        jdbc.sql(
                """
                SELECT root FROM tile
                WHERE level = :level AND tile_index >= :from AND tile_index < :to
                ORDER BY tile_index
                """)
            .param("level", level)
            .param("from", from)
            .param("to", to)
            .query((row, number) -> Digest.wrap(row.getBytes(1)))
            .list();
    if (roots.size() != to - from) {
      throw new IllegalStateException(
          "tile roots of level %d from %d to %d: %d".formatted(level, from, to, roots.size()));
    }
    return roots;
  }
}
