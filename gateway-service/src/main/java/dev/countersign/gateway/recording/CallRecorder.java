package dev.countersign.gateway.recording;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.writer.EvidenceWriter;
import dev.countersign.evidence.writer.PendingRecord;
import dev.countersign.evidence.writer.WrittenRecord;
import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.Caller;
import dev.countersign.gateway.access.Commitment;
import dev.countersign.gateway.access.Operation;
import dev.countersign.gateway.access.Parties;
import dev.countersign.masking.commit.CommitmentKey;
import java.security.SecureRandom;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Writes the beginning and the end of calls to the evidence log.
///
/// Fails closed: every method returns when its record is durable and otherwise throws
/// [dev.countersign.evidence.writer.EvidenceUnavailableException]; the caller must then not go on.
/// Thread-safe.
@Component
public class CallRecorder {
  private final EvidenceWriter evidence;
  private final FrameSender frames;
  private final Receipts receipts;
  private final SecureRandom random;
  private final RecordingSettings settings;

  CallRecorder(
      EvidenceWriter evidence,
      FrameSender frames,
      Receipts receipts,
      SecureRandom random,
      RecordingSettings settings) {
    this.evidence = evidence;
    this.frames = frames;
    this.receipts = receipts;
    this.random = random;
    this.settings = settings;
  }

  /// Whether a record may be written now.
  public boolean isAvailable() {
    return evidence.isOpen();
  }

  /// A fresh salted commitment to canonical arguments.
  public Commitment commit(byte[] arguments) {
    return Commitment.to(arguments, random);
  }

  /// Fresh keys for the commitment to one masked answer; nobody keeps them, so its holes stay
  /// closed.
  public CommitmentKey freshCommitmentKey() {
    return CommitmentKey.fresh(random);
  }

  /// Puts on the record that a call is about to be forwarded; then its masked arguments go on their
  /// way to the recording.
  ///
  /// @param arguments the salted commitment to the canonical arguments
  /// @param shown the masked canonical arguments
  /// @param deadline when the call is over at the latest
  public Recording begin(
      Call call, Grounds grounds, Digest arguments, byte[] shown, Instant deadline) {
    PendingRecord pending =
        evidence.submit(intent(call, grounds, arguments, Digest.of(shown), deadline));
    // Signed while the intent is under way; handed out only after it has arrived.
    String receipt = receipts.of(call, pending.written());
    WrittenRecord intent = pending.await();
    Frames sent = frames.of(call);
    sent.request(shown);
    return new Recording(
        call, intent, sent, evidence, receipt, Commitment.freshSalt(random), settings.proofs());
  }

  /// Puts on the record that a call was not forwarded, and why.
  public void refuse(Refused refused) {
    evidence.append(refused.body());
  }

  private static RecordBody intent(
      Call call, Grounds grounds, Digest arguments, Digest shown, Instant deadline) {
    Caller caller = call.caller();
    Operation operation = call.operation();
    return new RecordBody.CallIntent(
        call.id().toString(),
        call.session().value(),
        call.trace(),
        Parties.subject(caller.subject()),
        Parties.actors(caller.actors()),
        Digest.parse(caller.token()),
        caller.authentication().orAbsent(),
        operation.connection(),
        operation.function(),
        operation.protocol().text(),
        operation.name(),
        arguments,
        grounds.decision(),
        grounds.approval(),
        grounds.masking(),
        shown,
        deadline);
  }
}
