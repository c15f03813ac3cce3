package dev.countersign.audit.arguments;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Takes out the words of arguments whose payload was erased, when the `payload.erased` is in the
/// log. Each process does it for all, and from the beginning of the log after a start: doing it
/// again changes nothing.
@Component
class ErasedArguments {
  private static final Logger LOG = LoggerFactory.getLogger(ErasedArguments.class);
  private static final int AT_ONCE = 100;
  private static final String ERASED =
      """
      SELECT leaf_index, record.call, record.session
      FROM leaf JOIN record USING (leaf_index, retention, received_at)
      WHERE leaf.type = 'payload.erased' AND leaf_index > ?
      ORDER BY leaf_index LIMIT ?
      """;
  private static final String OF_CALL =
      """
      DELETE FROM argument_text AS words USING leaf AS intent
      WHERE intent.call = ? AND intent.type = 'call.intent'
        AND words.leaf_index = intent.leaf_index
      """;
  private static final String OF_SESSION =
      """
      DELETE FROM argument_text AS words USING record AS intent
      WHERE intent.session = ? AND intent.type = 'call.intent'
        AND words.leaf_index = intent.leaf_index
      """;

  private final JdbcClient jdbc;
  private long done = -1;

  ErasedArguments(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Erased(long leaf, @Nullable String call, @Nullable String session) {}

  @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
  void run() {
    try {
      for (Erased erased : next()) {
        int rows = delete(OF_CALL, erased.call()) + delete(OF_SESSION, erased.session());
        LOG.info("leaf {}: the words of {} frames are taken out", erased.leaf(), rows);
        done = erased.leaf();
      }
    } catch (DataAccessException e) {
      LOG.debug("erased arguments wait for the database: {}", e.getMessage());
    }
  }

  private List<Erased> next() {
    return jdbc.sql(ERASED)
        .param(done)
        .param(AT_ONCE)
        .query((row, _) ->
            new Erased(row.getLong("leaf_index"), row.getString("call"), row.getString("session")))
        .list();
  }

  private int delete(String sql, @Nullable String name) {
    return name == null ? 0 : jdbc.sql(sql).param(name).update();
  }
}
