package dev.countersign.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.AuditStage;
import dev.countersign.test.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How the database finds calls among some hundred thousand records of three months: with an index,
/// whatever is asked for. Partitions with a handful of records are not meant.
class SearchPlanIT {
  private static final AuditStage STAGE = AuditStage.open("plans");
  private static final int RECORDS = 240_000;
  private static final int PAGE = 101;

  @BeforeAll
  static void fill() throws SQLException {
    STAGE.start();
    try (Connection owner =
            DriverManager.getConnection(
                TestPostgres.shared().url(STAGE.schema()),
                TestPostgres.shared().ownerOf(STAGE.schema()),
                TestPostgres.shared().password());
        Statement statement = owner.createStatement()) {
      for (String month : List.of("2026-01-15", "2026-02-15", "2026-03-15")) {
        statement.execute("SELECT record_partition('standard', '%s')".formatted(month));
      }
      statement.execute(records());
      statement.execute(
          """
          INSERT INTO leaf (leaf_index, epoch, seq, received_at, writer, type, retention, call,
            approval, digest, leaf_hash)
          SELECT leaf_index, 1, leaf_index, received_at, 'gateway-x', type, retention, call, approval,
            sha256('x'), sha256('x') FROM record WHERE leaf_index >= 1000
          ORDER BY leaf_index
          """);
      statement.execute("SELECT record_partition('log', '2026-02-15')");
      statement.execute(
          """
          INSERT INTO record (leaf_index, received_at, time, retention, type, jws)
          SELECT 1000000 + n, '2026-02-15Z', '2026-02-15Z', 'log', 'evidence.read', 'x'
          FROM generate_series(1, 20000) AS n
          """);
      statement.execute("SELECT argument_partition('standard', '2026-02-15')");
      // Words come in the order of the topic, which is not quite that of the log; here in none.
      statement.execute(
          """
          INSERT INTO argument_text (leaf_index, received_at, retention, part, words)
          SELECT leaf_index, received_at, retention, 0,
            ARRAY['word' || leaf_index % 1009, 'another' || leaf_index % 1013,
              'third' || leaf_index % 3, 'common']
          FROM record WHERE type = 'call.intent'
            AND received_at >= '2026-02-01Z' AND received_at < '2026-03-01Z'
          ORDER BY md5(leaf_index::text)
          """);
      // What was just put in waits beside the index, and would be read through for every search.
      statement.execute("VACUUM ANALYZE argument_text");
      statement.execute("ANALYZE leaf");
      statement.execute("ANALYZE record");
    }
  }

  /// Of ten records four are intents, four outcomes of those, one is a refusal, one a decision
  /// about one of the intents.
  private static String records() {
    return """
    INSERT INTO record (leaf_index, received_at, time, deadline, intent_leaf, retention, type,
      call, session, subject, actor, connection, function, approval, risk, reason, status,
      approvers, jws)
    SELECT 1000 + n, at, at, at, CASE WHEN kind BETWEEN 4 AND 7 THEN 996 + n END, 'standard',
      CASE WHEN kind < 4 THEN 'call.intent' WHEN kind < 8 THEN 'call.outcome'
        WHEN kind = 8 THEN 'call.refused' ELSE 'approval.decided' END,
      CASE WHEN kind < 9 THEN 'call-' || n END, 's-' || n / 100, 'subject-' || n % 1009,
      'actor-' || n % 211, 'connection-' || n % 13, 'function-' || n % 53,
      CASE WHEN kind IN (0, 9) THEN 'approval-' || n / 10 END,
      CASE WHEN kind < 4 THEN CASE WHEN n % 71 = 0 THEN 'high' WHEN n % 17 = 0 THEN 'medium'
        ELSE 'low' END END,
      CASE WHEN kind = 8 THEN 'reason-' || n / 10 % 11 END,
      CASE WHEN kind BETWEEN 4 AND 7 THEN CASE WHEN n % 19 = 0 THEN 'failed'
        ELSE 'completed' END END,
      CASE WHEN kind = 9 THEN ARRAY['approver-' || n / 10 % 101] END,
      convert_to(repeat('x', 1000), 'UTF8')
    FROM (SELECT n, n % 10 AS kind,
        timestamptz '2026-01-15 00:00Z' + n / (RECORDS / 3) * interval '1 month' + n * interval '1 second'
          AS at
      FROM generate_series(0, RECORDS - 1) AS n) AS made
    """
        .replace("RECORDS", Integer.toString(RECORDS));
  }

  @AfterAll
  static void stop() {
    STAGE.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'', pkey",
    "from, time_leaf_index_idx",
    "session, session_leaf_index_idx",
    "subject, subject_leaf_index_idx",
    "actor, actor_leaf_index_idx",
    "connection, connection_leaf_index_idx",
    "function, function_leaf_index_idx",
    "status, status_intent_leaf_idx",
    "permitted, pkey",
    "refused, leaf_index_idx",
    "low, pkey",
    "high, risk_leaf_index_idx",
    "approver, approvers_idx",
    "reason, reason_leaf_index_idx",
    "words, pkey"
  })
  void findsCallsWithTheIndexMadeForIt(String filter, String index) {
    List<String> plan = plan("EXPLAIN ", CallTable.search(query(filter)));
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan on record_standard_20260"));
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan on leaf"));
    assertThat(plan).anyMatch(line -> line.contains("record_standard_202602_" + index));
    assertThat(plan).noneMatch(line -> line.contains("Seq Scan on argument_text"));
  }

  /// Rare words are looked up; of common ones the newest are at hand. Neither reads the records of
  /// all calls that have them.
  @Test
  void readsNoMoreRecordsThanAreShownForWords() {
    readsFew(CallTable.search(query("words")), "argument_text_standard_202602_words_idx");
    CallQuery common = query("words", List.of("common"), Long.MAX_VALUE);
    readsFew(CallTable.searchNewest(common), "argument_text_standard_202602_pkey");
  }

  private static void readsFew(CallTable.Search search, String index) {
    List<String> plan = plan("EXPLAIN (ANALYZE, TIMING OFF) ", search);
    assertThat(plan).anyMatch(line -> line.contains(index));
    assertThat(plan)
        .noneMatch(line -> line.contains("Semi Join") || line.contains("Hash Join"))
        .noneMatch(SearchPlanIT::hasMoreRowsThanAreShown)
        .noneMatch(SearchPlanIT::hasMoreWordsThanTheNewest)
        .noneMatch(line -> line.contains("Seq Scan on argument_text"));
  }

  /// Wherever a page is found, it is the same.
  @ParameterizedTest
  @ValueSource(strings = {"common", "third1", "third1 common", "word7", "word7 another7"})
  void pagesOfWordsFollowOnEachOther(String words) {
    List<Long> expected =
        STAGE
            .database()
            .sql(
                """
                SELECT leaf_index FROM argument_text WHERE words @> string_to_array(?, ' ')
                ORDER BY leaf_index DESC LIMIT 1000
                """)
            .param(words)
            .query(Long.class)
            .list();
    CallTable table = new CallTable(STAGE.database());
    List<Long> found = new ArrayList<>();
    List<CallTable.Found> page;
    do {
      long before = found.isEmpty() ? Long.MAX_VALUE : found.getLast();
      page = table.find(query("words", List.of(words.split(" ")), before));
      page.forEach(call -> found.add(call.call().leaf()));
    } while (page.size() == PAGE && found.size() < expected.size());
    assertThat(found.subList(0, expected.size())).isEqualTo(expected);
    assertThat(found).doesNotHaveDuplicates();
  }

  /// What the services say of themselves may be newer than every call, and much.
  @ParameterizedTest
  @ValueSource(strings = {"", "permitted", "refused"})
  void readsNoRecordsOfServicesForTheNewestCalls(String filter) {
    List<String> plan = plan("EXPLAIN (ANALYZE, TIMING OFF) ", CallTable.search(query(filter)));
    assertThat(plan).anyMatch(line -> line.contains("record_log_202602"));
    assertThat(plan).noneMatch(line -> line.matches(".*Rows Removed by Filter: [0-9]{4,}.*"));
  }

  private static List<String> plan(String explain, CallTable.Search search) {
    return STAGE
        .database()
        .sql(explain + search.sql())
        .params(search.values())
        .query(String.class)
        .list();
  }

  private static boolean hasMoreRowsThanAreShown(String line) {
    Matcher rows = Pattern.compile("on record.*actual rows=[0-9.]+ loops=([0-9]+)").matcher(line);
    return rows.find() && Long.parseLong(rows.group(1)) > PAGE;
  }

  private static boolean hasMoreWordsThanTheNewest(String line) {
    Matcher rows = Pattern.compile("on argument_text.*actual rows=([0-9]+)").matcher(line);
    return rows.find() && Long.parseLong(rows.group(1)) > 2000;
  }

  @ParameterizedTest
  @ValueSource(strings = {"writer.opened", "payload.erased", "message.quarantined"})
  void findsLeavesOfARareTypeByTheirIndex(String type) {
    List<String> plan =
        STAGE
            .database()
            .sql(
                "EXPLAIN SELECT leaf_index FROM leaf WHERE type = '%s' AND leaf_index > 5 ORDER BY leaf_index"
                    .formatted(type))
            .query(String.class)
            .list();
    assertThat(plan).anyMatch(line -> line.contains("using leaf_type_idx"));
  }

  private static CallQuery query(String filter) {
    List<String> words = filter.equals("words") ? List.of("word7", "another7") : List.of();
    return query(filter, words, Long.MAX_VALUE);
  }

  private static CallQuery query(String filter, List<String> words, long before) {
    return new CallQuery(
        filter.equals("from") ? Instant.parse("2026-03-15T00:00:00Z") : null,
        filter.equals("from") ? Instant.parse("2026-03-15T01:00:00Z") : null,
        value(filter, "session", "s-77"),
        value(filter, "subject", "subject-7"),
        value(filter, "actor", "actor-7"),
        value(filter, "connection", "connection-7"),
        value(filter, "function", "function-7"),
        filter.equals("status") ? CallStatus.FAILED : null,
        filter.equals("permitted") ? Boolean.TRUE : filter.equals("refused") ? Boolean.FALSE : null,
        filter.equals("low") || filter.equals("high") ? filter : null,
        value(filter, "approver", "approver-7"),
        value(filter, "reason", "reason-7"),
        words,
        before,
        PAGE);
  }

  private static @Nullable String value(String filter, String name, String value) {
    return filter.equals(name) ? value : null;
  }
}
