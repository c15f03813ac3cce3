package dev.countersign.evidence.record;

import dev.countersign.evidence.record.ApprovalBody.ApprovalReviewed;
import dev.countersign.evidence.record.ApprovalBody.ApprovalRevoked;
import dev.countersign.evidence.record.RecordBody.ApprovalConsumed;
import dev.countersign.evidence.record.RecordBody.ApprovalDecided;
import dev.countersign.evidence.record.RecordBody.ApprovalExpired;
import dev.countersign.evidence.record.RecordBody.ApprovalRequested;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordBody.CallRefused;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What stays of a record that was pruned: enough to check the tree, its writer's chain and what
/// belongs together, and nothing of what the record said.
///
/// Its line has one form; a `records.pruned` record commits to those bytes. Nothing in it is signed
/// by the record's writer: it counts for what the statement, the tree and the chain say of it.
///
/// @param leafHash the leaf hash of the record's bytes
/// @param digest the digest of the record's bytes, which the writer's next record names
/// @param retention the record's class; with `from` it names the statement that let it go
/// @param from the begin of the statement's period
/// @param call the call of a record about a call or about the request for an approval
/// @param approval the approval that the record is about or uses
public record Stub(
    long leaf,
    Digest leafHash,
    Digest digest,
    String writer,
    long epoch,
    long seq,
    RecordType type,
    String retention,
    Instant from,
    @Nullable String call,
    @Nullable String approval) {
  /// A stub's line is shorter than this many bytes, as is the record it stands for.
  public static final int MAX_BYTES = EvidenceRecord.MAX_BYTES;

  /// @throws IllegalArgumentException when a number is negative
  public Stub {
    if (leaf < 0 || epoch < 0 || seq < 0) {
      throw new IllegalArgumentException("stub: a number below 0");
    }
  }

  /// The stub of a record of this class and period.
  public static Stub of(
      long leaf,
      Digest leafHash,
      Digest digest,
      EvidenceRecord record,
      String retention,
      Instant from) {
    Subjects of = Subjects.of(record.body());
    return new Stub(
        leaf,
        leafHash,
        digest,
        record.writer(),
        record.epoch(),
        record.seq(),
        record.type(),
        retention,
        from,
        of.call(),
        of.approval());
  }

  /// Whether a line of a bundle is meant to be a stub; a record's line begins otherwise.
  public static boolean begins(byte[] line) {
    return line.length > 0 && begins(line[0]);
  }

  /// Whether a line that begins with this byte is meant to be a stub.
  public static boolean begins(byte first) {
    return first == '{';
  }

  /// Reads a line.
  ///
  /// @throws MalformedRecordException unless it is, byte for byte, what [#line()] writes
  public static Stub read(byte[] line) {
    if (line.length >= MAX_BYTES) {
      throw new MalformedRecordException(
          "stub length: %d (expected: < %d)".formatted(line.length, MAX_BYTES), null);
    }
    Stub stub = EvidenceJson.read(line, Stub.class);
    if (!Arrays.equals(stub.line(), line)) {
      throw new MalformedRecordException("stub: not written in its one form", null);
    }
    return stub;
  }

  /// The exact bytes of its line, without the line feed.
  public byte[] line() {
    return EvidenceJson.write(this);
  }

  /// What a record is about.
  private record Subjects(@Nullable String call, @Nullable String approval) {
    static Subjects of(RecordBody body) {
      return switch (body) {
        case CallIntent intent -> new Subjects(intent.call(), intent.approval());
        case CallRefused refused -> new Subjects(refused.call(), refused.approval());
        case CallOutcome outcome -> new Subjects(outcome.call(), null);
        case ApprovalRequested requested -> new Subjects(requested.call(), requested.approval());
        case ApprovalDecided decided -> new Subjects(null, decided.approval());
        case ApprovalConsumed consumed -> new Subjects(consumed.call(), consumed.approval());
        case ApprovalExpired expired -> new Subjects(null, expired.approval());
        case ApprovalRevoked revoked -> new Subjects(null, revoked.approval());
        case ApprovalReviewed reviewed -> new Subjects(null, reviewed.approval());
        default -> new Subjects(null, null);
      };
    }
  }
}
