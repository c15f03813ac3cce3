package dev.countersign.evidence.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// The kinds of evidence record, each with its name on the wire and the shape of its body.
public enum RecordType {
  WRITER_OPENED("writer.opened", RecordBody.WriterOpened.class),
  WRITER_HEARTBEAT("writer.heartbeat", RecordBody.WriterHeartbeat.class),
  WRITER_CLOSED("writer.closed", RecordBody.WriterClosed.class),
  KEY_ROTATED("key.rotated", RecordBody.KeyRotated.class),
  CONFIG_CHANGED("config.changed", RecordBody.ConfigChanged.class),
  CALL_INTENT("call.intent", RecordBody.CallIntent.class),
  CALL_REFUSED("call.refused", RecordBody.CallRefused.class),
  CALL_OUTCOME("call.outcome", RecordBody.CallOutcome.class),
  APPROVAL_REQUESTED("approval.requested", RecordBody.ApprovalRequested.class),
  APPROVAL_DECIDED("approval.decided", RecordBody.ApprovalDecided.class),
  APPROVAL_CONSUMED("approval.consumed", RecordBody.ApprovalConsumed.class),
  APPROVAL_EXPIRED("approval.expired", RecordBody.ApprovalExpired.class),
  APPROVAL_REVOKED("approval.revoked", ApprovalBody.ApprovalRevoked.class),
  APPROVAL_REVIEWED("approval.reviewed", ApprovalBody.ApprovalReviewed.class),
  EVIDENCE_READ("evidence.read", RecordBody.EvidenceRead.class),
  ALARM_RAISED("alarm.raised", WatchBody.AlarmRaised.class),
  MESSAGE_QUARANTINED("message.quarantined", WatchBody.MessageQuarantined.class),
  RECEIPT_REDEEMED("receipt.redeemed", WatchBody.ReceiptRedeemed.class),
  HOLD_PLACED("hold.placed", KeepingBody.HoldPlaced.class),
  HOLD_RELEASED("hold.released", KeepingBody.HoldReleased.class),
  RECORDS_PRUNED("records.pruned", KeepingBody.RecordsPruned.class),
  PAYLOAD_ERASED("payload.erased", KeepingBody.PayloadErased.class);

  private final String wireName;
  private final Class<? extends RecordBody> body;

  RecordType(String wireName, Class<? extends RecordBody> body) {
    this.wireName = wireName;
    this.body = body;
  }

  @JsonCreator
  public static RecordType parse(String wireName) {
    for (RecordType type : values()) {
      if (type.wireName.equals(wireName)) {
        return type;
      }
    }
    throw new IllegalArgumentException("record type: unknown");
  }

  static RecordType of(RecordBody body) {
    for (RecordType type : values()) {
      if (type.body.isInstance(body)) {
        return type;
      }
    }
    throw new IllegalStateException("no record type for " + body.getClass());
  }

  public Class<? extends RecordBody> body() {
    return body;
  }

  @JsonValue
  public String wireName() {
    return wireName;
  }

  @Override
  public String toString() {
    return wireName;
  }
}
