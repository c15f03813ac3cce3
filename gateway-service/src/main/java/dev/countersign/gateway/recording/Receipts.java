package dev.countersign.gateway.recording;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.writer.WrittenRecord;
import dev.countersign.gateway.access.Call;
import dev.countersign.service.evidence.SignedStatements;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Signs what a caller may hold against us: that an intent will be in the log by a time.
@Component
class Receipts {
  static final String TYPE = "countersign-receipt+jws";

  private final SignedStatements statements;
  private final RecordingSettings settings;

  Receipts(SignedStatements statements, RecordingSettings settings) {
    this.statements = statements;
    this.settings = settings;
  }

  /// The payload of a receipt, members in this order.
  record Receipt(
      String call, String session, Digest intent, Digest leafHash, Instant at, Instant mergeBy) {}

  String of(Call call, WrittenRecord intent) {
    Instant at = intent.record().time();
    Receipt receipt =
        new Receipt(
            call.id().toString(),
            call.session().value(),
            intent.digest(),
            intent.leafHash(),
            at,
            at.plus(settings.mergeWithin()));
    return new String(statements.sign(TYPE, receipt), StandardCharsets.US_ASCII);
  }
}
