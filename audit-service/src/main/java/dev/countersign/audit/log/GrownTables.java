package dev.countersign.audit.log;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Has the database take statistics of tables that have grown much since it last did, so that it
/// knows how to search a new month's records from the first seconds on.
@Component
class GrownTables {
  private static final Logger LOG = LoggerFactory.getLogger(GrownTables.class);

  private final JdbcClient jdbc;

  GrownTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
  void run() {
    try {
      analyze();
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("statistics wait for the database: {}", e.getMessage());
    }
  }

  /// Takes statistics where that is due, and gives of how many tables.
  int analyze() {
    return jdbc.sql("SELECT analyze_grown()").query(Integer.class).single();
  }
}
