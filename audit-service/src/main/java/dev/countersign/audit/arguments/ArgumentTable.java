package dev.countersign.audit.arguments;

import dev.countersign.audit.log.StoredRecord;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The words of masked arguments, partitioned as the records are. Thread-safe.
@Component
class ArgumentTable {
  /// Where the intents of calls stand. Those that were pruned, or whose payloads were erased, are
  /// left out: their words must not come back.
  private static final String PLACES =
      """
      SELECT leaf.call, leaf.leaf_index, leaf.retention, leaf.received_at, record.jws
      FROM leaf JOIN record USING (leaf_index, retention, received_at)
      WHERE leaf.call = ANY (?) AND leaf.type = 'call.intent'
        AND NOT EXISTS (SELECT FROM leaf AS gone
          WHERE gone.call = leaf.call AND gone.type = 'payload.erased')
        AND NOT EXISTS (SELECT FROM record AS gone
          WHERE gone.type = 'payload.erased' AND gone.session = record.session)
      """;

  private static final String INSERT =
      """
      INSERT INTO argument_text (leaf_index, received_at, retention, part, words)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;

  private final Set<String> partitions = ConcurrentHashMap.newKeySet();
  private final JdbcTemplate batches;
  private final JdbcClient jdbc;

  ArgumentTable(JdbcTemplate batches, JdbcClient jdbc) {
    this.batches = batches;
    this.jdbc = jdbc;
  }

  /// The leaf of an intent, and a part of its arguments.
  ///
  /// @param recording the digest of the masked arguments that the intent names
  record Place(
      long leaf,
      String retention,
      OffsetDateTime receivedAt,
      int part,
      @Nullable Digest recording) {
    Place part(int number) {
      return new Place(leaf, retention, receivedAt, number, recording);
    }
  }

  /// The places of those of the calls whose intents are in the log, by call.
  Map<String, Place> places(Collection<String> calls) {
    Map<String, Place> found = new HashMap<>();
    jdbc.sql(PLACES)
        .param(calls.toArray(String[]::new))
        .query(row -> {
          found.putIfAbsent(row.getString("call"), place(row));
        });
    return found;
  }

  private static Place place(ResultSet row) throws SQLException {
    StoredRecord stored = new StoredRecord(row.getLong("leaf_index"), row.getBytes("jws"));
    Digest recording =
        stored.record().body() instanceof RecordBody.CallIntent intent ? intent.recording() : null;
    return new Place(
        stored.leaf(),
        row.getString("retention"),
        row.getObject("received_at", OffsetDateTime.class),
        0,
        recording);
  }

  void insert(Map<Place, List<String>> words) {
    words.keySet().forEach(this::partition);
    batches.execute((Connection connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
        for (var entry : words.entrySet()) {
          Place place = entry.getKey();
          statement.setLong(1, place.leaf());
          statement.setObject(2, place.receivedAt());
          statement.setString(3, place.retention());
          statement.setInt(4, place.part());
          statement.setArray(
              5, connection.createArrayOf("text", entry.getValue().toArray(String[]::new)));
          statement.addBatch();
        }
        return statement.executeBatch();
      }
    });
  }

  private void partition(Place place) {
    YearMonth month = YearMonth.from(place.receivedAt().withOffsetSameInstant(ZoneOffset.UTC));
    if (partitions.add(place.retention() + month)) {
      jdbc.sql("SELECT argument_partition(?, ?)")
          .param(place.retention())
          .param(place.receivedAt())
          .query(String.class)
          .single();
    }
  }
}
