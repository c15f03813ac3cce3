package dev.countersign.audit;

import dev.countersign.audit.log.Entry;
import dev.countersign.evidence.log.TreeHash;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Entries that tests put into the log themselves, past Kafka; what stands for the JWS is any text.
public final class TestEntries {

  private TestEntries() {}

  /// A heartbeat.
  public static Entry entry(long seq, String retention) {
    return entry(seq, "leaf " + seq, retention, new RecordBody.WriterHeartbeat(seq));
  }

  public static Entry entry(long seq, String text, String retention, RecordBody body) {
    byte[] jws = text.getBytes(StandardCharsets.US_ASCII);
    EvidenceRecord record = EvidenceRecord.of("by-hand", 1, seq, Digest.ZERO, Instant.EPOCH, body);
    return new Entry(record, jws, Digest.of(jws), TreeHash.leaf(jws), retention, null);
  }
}
