package dev.countersign.bench.ingest;

import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.log.Tile;
import dev.countersign.evidence.log.TreeBuilder;
import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Grows a log without Kafka: its first calls again and again, under other ids, with true hashes,
/// tiles and head, so that the audit-service goes on with it as if another sequencer had been at
/// work. Nobody but a holder of the log's key and a superuser can do this. For one thread.
final class BulkLoad {
  private static final int BASE = 20_000;
  private static final int BLOCKS_AT_ONCE = 4;
  private static final byte[] SEAL_LABEL =
      "countersign head seal v1".getBytes(StandardCharsets.US_ASCII);

  /// Ids of calls grow with time, as gateways make them; an outcome has that of its intent.
  private static final String CALL =
      """
      (lpad(to_hex(%2$d + coalesce(intent_place, place) / 10), 12, '0') || '7'
        || substr(md5(call || %1$d), 14, 3) || '8' || substr(md5(call || %1$d), 18))::uuid::text
      """;

  private final Connection owner;
  private final SecretKeySpec seal;
  private final TreeBuilder tree = TreeBuilder.empty();
  private List<Digest> base = List.of();

  /// @param owner a superuser's connection
  /// @param state of the audit-service, which has started once
  BulkLoad(Connection owner, Path state) throws IOException, SQLException {
    this.owner = owner;
    Map<String, Object> key =
        JsonMapper.shared()
            .readValue(
                Files.readString(state.resolve("keys").resolve("log.jwk")),
                new TypeReference<>() {});
    byte[] secret = Digest.of(SigningKey.fromJwk(key).sign(SEAL_LABEL)).bytes();
    this.seal = new SecretKeySpec(secret, "HmacSHA256");
    try (Statement statement = owner.createStatement()) {
      statement.execute("SET search_path = " + AuditUnderTest.SCHEMA);
    }
  }

  /// Lets the log grow to about so many leaves. Its indexes for searching are built again
  /// afterwards, which takes less time than to fill them row by row.
  void growTo(long size) throws SQLException, GeneralSecurityException {
    List<String> indexes = dropIndexes();
    owner.setAutoCommit(false);
    try (Statement statement = owner.createStatement()) {
      prepare(statement);
      boolean more = true;
      while (more) {
        more = append(statement, size);
        owner.commit();
      }
    } finally {
      owner.rollback();
      owner.setAutoCommit(true);
      build(indexes);
    }
  }

  private record Index(String name, String definition) {}

  /// Drops those that no constraint needs, and gives what makes them again.
  private List<String> dropIndexes() throws SQLException {
    List<Index> indexes = new ArrayList<>();
    try (Statement statement = owner.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              """
              SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
              WHERE indrelid IN ('leaf'::regclass, 'record'::regclass, 'argument_text'::regclass)
                AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
              """)) {
        while (rows.next()) {
          indexes.add(new Index(rows.getString(1), rows.getString(2)));
        }
      }
      for (Index index : indexes) {
        statement.execute("DROP INDEX " + index.name());
      }
    }
    return indexes.stream().map(index -> index.definition().replace(" ON ONLY ", " ON ")).toList();
  }

  private void build(List<String> definitions) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute("SET maintenance_work_mem = '1GB'");
      for (String definition : definitions) {
        statement.execute(definition);
      }
    }
  }

  /// The first calls whose intent and outcome are there, numbered from 0.
  private void prepare(Statement statement) throws SQLException {
    statement.execute("SELECT argument_partition('standard', now())");
    statement.execute("DROP TABLE IF EXISTS base");
    statement.execute(
        """
        CREATE TEMP TABLE base AS
        WITH answered AS (
          SELECT intent_leaf AS intent, leaf_index AS outcome FROM record
          WHERE type = 'call.outcome' AND leaf_index < %d AND intent_leaf IS NOT NULL),
        chosen AS (
          SELECT intent AS leaf_index FROM answered UNION ALL SELECT outcome FROM answered),
        numbered AS (
          SELECT leaf_index, row_number() OVER (ORDER BY leaf_index) - 1 AS place FROM chosen)
        SELECT place, record.*, digest, leaf_hash,
          (SELECT i.place FROM numbered AS i WHERE i.leaf_index = record.intent_leaf) AS intent_place
        FROM numbered JOIN record USING (leaf_index) JOIN leaf USING (leaf_index)
        """
            .formatted(BASE));
    base = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery("SELECT leaf_hash FROM base ORDER BY place")) {
      while (rows.next()) {
        base.add(Digest.wrap(rows.getBytes(1)));
      }
    }
    if (base.isEmpty()) {
      throw new IllegalStateException("there are no calls to repeat yet");
    }
  }

  private record Head(long size, long term) {}

  /// Some blocks more, in one transaction that holds the head; whether there is more to do.
  private boolean append(Statement statement, long target)
      throws SQLException, GeneralSecurityException {
    Head head;
    try (ResultSet row = statement.executeQuery("SELECT size, term FROM head FOR UPDATE")) {
      row.next();
      head = new Head(row.getLong(1), row.getLong(2));
    }
    catchUp(statement, head.size());
    List<Tile> tiles = new ArrayList<>();
    for (int block = 0; block < BLOCKS_AT_ONCE && tree.size() + base.size() <= target; block++) {
      insert(statement, tree.size());
      base.forEach(leaf -> tiles.addAll(tree.append(leaf)));
    }
    insert(tiles);
    move(head);
    return tree.size() + base.size() <= target;
  }

  /// Those that the service appended meanwhile; their tiles are stored.
  private void catchUp(Statement statement, long to) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT leaf_hash FROM leaf WHERE leaf_index >= %d AND leaf_index < %d ORDER BY leaf_index"
                .formatted(tree.size(), to))) {
      while (rows.next()) {
        tree.append(Digest.wrap(rows.getBytes(1)));
      }
    }
  }

  private static void insert(Statement statement, long from) throws SQLException {
    String call = CALL.formatted(from, System.currentTimeMillis());
    statement.execute(
        """
        INSERT INTO leaf (leaf_index, epoch, seq, received_at, writer, type, retention, call,
          approval, digest, leaf_hash)
        SELECT %1$d + place, 1, %1$d + place, now(), 'bulk', type, retention, %2$s,
          approval, digest, leaf_hash FROM base ORDER BY place
        """
            .formatted(from, call));
    statement.execute(
        """
        INSERT INTO record (leaf_index, received_at, time, deadline, intent_leaf, retention, type,
          call, session, subject, subject_issuer, actor, connection, function, approval, risk,
          reason, status, approvers, jws)
        SELECT %1$d + place, now(), now(), deadline, %1$d + intent_place, retention, type, %2$s,
          session || '-%1$d', subject, subject_issuer, actor, connection, function, approval,
          risk, reason, status, approvers, jws
        FROM base ORDER BY place
        """
            .formatted(from, call));
    statement.execute(
        """
        INSERT INTO session (first_leaf, session, subject, subject_issuer, first_time)
        SELECT min(%1$d + place), session || '-%1$d', subject, subject_issuer, now()
        FROM base WHERE type = 'call.intent' GROUP BY session, subject, subject_issuer
        """
            .formatted(from));
    statement.execute(
        """
        INSERT INTO argument_text (leaf_index, received_at, retention, part, words)
        SELECT %1$d + place, now(), retention, 0, ARRAY['amount', 'customer',
          'word' || (%1$d + place) %% 10007, 'other' || (%1$d + place) %% 100003]
        FROM base WHERE type = 'call.intent'
        """
            .formatted(from));
  }

  private void insert(List<Tile> tiles) throws SQLException {
    try (PreparedStatement insert =
        owner.prepareStatement(
            "INSERT INTO tile (level, tile_index, root, hashes) VALUES (?, ?, ?, ?)")) {
      for (Tile tile : tiles) {
        insert.setInt(1, tile.level());
        insert.setLong(2, tile.index());
        insert.setBytes(3, tile.root().bytes());
        insert.setBytes(4, tile.bytes());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void move(Head head) throws SQLException, GeneralSecurityException {
    Digest root = tree.root();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(seal);
    mac.update(
        ByteBuffer.allocate(2 * Long.BYTES).putLong(tree.size()).putLong(head.term() + 1).flip());
    try (PreparedStatement move =
        owner.prepareStatement(
            "UPDATE head SET size = ?, root = ?, term = ?, holder = 'bulk', seal = ?")) {
      move.setLong(1, tree.size());
      move.setBytes(2, root.bytes());
      move.setLong(3, head.term() + 1);
      move.setBytes(4, mac.doFinal(root.bytes()));
      move.executeUpdate();
    }
  }
}
