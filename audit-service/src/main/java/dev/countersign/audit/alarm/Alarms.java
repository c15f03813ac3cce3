package dev.countersign.audit.alarm;

import dev.countersign.audit.alarm.Alarm.Position;
import dev.countersign.audit.alarm.Alarm.Source;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps alarms: a row, a metric and a line in the log for each; one row a message however often it
/// is tried again. Takes part in the caller's transaction. Thread-safe.
@Component
public class Alarms {
  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  private final JdbcClient jdbc;
  private final MeterRegistry meters;
  private final Clock clock;

  Alarms(JdbcClient jdbc, MeterRegistry meters, Clock clock) {
    this.jdbc = jdbc;
    this.meters = meters;
    this.clock = clock;
    for (AlarmKind kind : AlarmKind.values()) {
      counter(kind);
    }
  }

  /// Raises an alarm unless the same one stands already.
  public void raise(Alarm alarm) {
    Source source = alarm.source();
    Position position = alarm.position();
    Digest digest = alarm.digest();
    int rows =
        jdbc.sql(
                """
                INSERT INTO alarm (raised_at, kind, stops, kafka_partition, kafka_offset,
                  writer, epoch, seq, digest, detail, message)
                VALUES (:at, :kind, :stops, :partition, :offset,
                  :writer, :epoch, :seq, :digest, :detail, :message)
                ON CONFLICT ON CONSTRAINT alarm_once DO NOTHING
                """)
            .param("at", Timestamp.from(clock.instant()))
            .param("kind", alarm.kind().wireName())
            .param("stops", alarm.kind().stops())
            .param("partition", source == null ? null : source.partition())
            .param("offset", source == null ? null : source.offset())
            .param("writer", position == null ? null : position.writer())
            .param("epoch", position == null ? null : position.epoch())
            .param("seq", position == null ? null : position.seq())
            .param("digest", digest == null ? null : digest.bytes())
            .param("detail", alarm.detail())
            .param("message", kept(alarm.message()))
            .update();
    if (rows > 0) {
      counter(alarm.kind()).increment();
      LOG.error(
          "alarm {}: {} (record {}, source {})",
          alarm.kind().wireName(),
          alarm.detail(),
          position,
          source);
    }
  }

  /// The newest alarms with an id below the given one, newest first.
  List<AlarmView> page(long before, int limit) {
    return jdbc.sql("SELECT * FROM alarm WHERE id < :before ORDER BY id DESC LIMIT :limit")
        .param("before", before)
        .param("limit", limit)
        .query(AlarmView::read)
        .list();
  }

  private Counter counter(AlarmKind kind) {
    return Counter.builder("countersign.audit.alarms")
        .description("Alarms raised by this process.")
        .tag("kind", kind.wireName())
        .register(meters);
  }

  private static byte @Nullable [] kept(byte @Nullable [] message) {
    return message == null || message.length <= EvidenceRecord.MAX_BYTES
        ? message
        : Arrays.copyOf(message, EvidenceRecord.MAX_BYTES);
  }
}
