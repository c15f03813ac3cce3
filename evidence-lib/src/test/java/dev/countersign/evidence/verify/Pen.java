package dev.countersign.evidence.verify;

import dev.countersign.evidence.jws.Jws;
import dev.countersign.evidence.jws.SigningKey;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.EvidenceJson;
import dev.countersign.evidence.record.EvidenceRecord;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.record.RecordBody.ChainEnd;
import dev.countersign.evidence.record.RecordBody.WriterOpened;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A writer for tests that writes into a [TestLog] what it is told, wrong things too.
final class Pen {
  final String writer;
  final TestLog log;
  SigningKey key;
  long epoch;
  long seq;
  Digest prev = Digest.ZERO;
  Instant time = TestLog.START;

  Pen(TestLog log, String writer, SigningKey key, long epoch) {
    this.log = log;
    this.writer = writer;
    this.key = key;
    this.epoch = epoch;
  }

  Pen open() {
    return open(null);
  }

  Pen open(@Nullable ChainEnd previous) {
    write(new WriterOpened("test", "1", key.verification().id(), previous));
    return this;
  }

  /// Begins another epoch that names the end of this one.
  Pen reopen(long nextEpoch) {
    ChainEnd end = end();
    begin(nextEpoch);
    return open(end);
  }

  void begin(long nextEpoch) {
    epoch = nextEpoch;
    seq = 0;
    prev = Digest.ZERO;
  }

  ChainEnd end() {
    return new ChainEnd(epoch, seq - 1, prev);
  }

  Digest write(RecordBody body) {
    return write(EvidenceRecord.of(writer, epoch, seq, prev, time, body));
  }

  Digest write(EvidenceRecord record) {
    return writeJson(EvidenceJson.write(record));
  }

  Digest writeJson(byte[] json) {
    byte[] jws = Jws.sign(EvidenceRecord.JWS_TYPE, json, key);
    log.records.add(jws);
    seq++;
    time = time.plusSeconds(1);
    prev = Digest.of(jws);
    return prev;
  }
}
