package dev.countersign.gateway.recording;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody;
import dev.countersign.evidence.writer.EvidenceAppender;
import dev.countersign.evidence.writer.WrittenRecord;
import dev.countersign.gateway.access.Call;
import dev.countersign.masking.MaskingSession;
import java.security.MessageDigest;

/// The record of one call that is under way: its intent is durable, its outcome is still to be
/// written. For one thread.
public final class Recording {
  /// The longest frame.
  public static final int MAX_FRAME = Frames.MAX_BYTES;

  private final Call call;
  private final WrittenRecord intent;
  private final Frames frames;
  private final EvidenceAppender evidence;
  private final String receipt;
  private final byte[] salt;
  private final boolean keepsProofs;

  Recording(
      Call call,
      WrittenRecord intent,
      Frames frames,
      EvidenceAppender evidence,
      String receipt,
      byte[] salt,
      boolean keepsProofs) {
    this.call = call;
    this.intent = intent;
    this.frames = frames;
    this.evidence = evidence;
    this.receipt = receipt;
    this.salt = salt;
    this.keepsProofs = keepsProofs;
  }

  /// The signed promise to the caller that the intent will be in the log: a compact JWS.
  public String receipt() {
    return receipt;
  }

  /// The digest of the call's intent record.
  public Digest intent() {
    return intent.digest();
  }

  /// A running commitment to the original of the response: salted, so that it tells nothing.
  public MessageDigest original() {
    MessageDigest digest = Digest.sha256();
    digest.update(salt);
    return digest;
  }

  /// Sends masked bytes of the response on their way to the recording; does not wait.
  ///
  /// @param bytes at most [#MAX_FRAME] bytes that nobody changes any more
  /// @param last whether the response ends with them
  public void response(byte[] bytes, String contentType, boolean last) {
    frames.response(bytes, contentType, last);
  }

  /// Sends what proves how the response was masked on its way to the recording, where the settings
  /// keep such proofs; does not wait.
  public void proof(MaskingSession masked) {
    if (keepsProofs) {
      masked.proof().ifPresent(proof -> frames.proof(proof.json()));
    }
  }

  /// Writes how the call ended, after all its frames are durable.
  ///
  /// @throws dev.countersign.evidence.writer.EvidenceUnavailableException when the frames or the
  ///   outcome are not known to be durable: the response must then not be completed
  public void end(Outcome outcome) {
    frames.awaitDurable();
    evidence.append(outcome(outcome));
  }

  private RecordBody outcome(Outcome outcome) {
    return new RecordBody.CallOutcome(
        call.id().toString(),
        intent.digest(),
        outcome.status(),
        outcome.upstreamStatus(),
        outcome.callerStatus(),
        outcome.response(),
        outcome.holes(),
        outcome.failure(),
        outcome.duration().toNanos() / 1000,
        outcome.rules());
  }
}
