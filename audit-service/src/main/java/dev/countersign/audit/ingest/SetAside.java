package dev.countersign.audit.ingest;

import dev.countersign.audit.alarm.Alarm.Source;
import dev.countersign.evidence.record.Digest;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Knows the messages that a person set aside. One short query a batch.
@Component
class SetAside {
  private final JdbcClient jdbc;

  SetAside(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Those of one batch.
  ///
  /// @param digests of the messages that were set aside, by their places
  record Messages(Map<Source, Digest> digests) {
    Messages {
      digests = Map.copyOf(digests);
    }

    /// Whether exactly this message was set aside. Another one in its place was not.
    boolean contains(Inspected message) {
      return switch (message) {
        case Inspected.Genuine genuine -> contains(genuine.source(), genuine.digest());
        case Inspected.Refused refused -> contains(refused.source(), refused.alarm().digest());
      };
    }

    private boolean contains(Source source, @Nullable Digest digest) {
      return digest != null && digest.equals(digests.get(source));
    }
  }

  Messages among(Collection<Inspected> batch) {
    List<Source> sources = batch.stream().map(Inspected::source).toList();
    Map<Source, Digest> found = new HashMap<>();
    jdbc.sql(
            """
            SELECT kafka_partition, kafka_offset, digest
            FROM (SELECT p, min(o) AS least, max(o) AS most FROM unnest(?, ?) AS place (p, o)
              GROUP BY p) AS wanted
            JOIN quarantine ON kafka_partition = p AND kafka_offset BETWEEN least AND most
            """)
        .param(sources.stream().map(Source::partition).toArray(Integer[]::new))
        .param(sources.stream().map(Source::offset).toArray(Long[]::new))
        .query(row -> {
          found.put(new Source(row.getInt(1), row.getLong(2)), Digest.wrap(row.getBytes(3)));
        });
    return new Messages(found);
  }
}
