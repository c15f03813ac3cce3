package dev.countersign.evidence.record;

import java.time.Instant;

/// What people do with an approval after it was given: see `docs/design/0008-approvals-in-full.md`.
public sealed interface ApprovalBody extends RecordBody {

  /// An approval was taken back by somebody who may, before any call used it.
  record ApprovalRevoked(String approval, Party subject, Digest token, Instant at)
      implements ApprovalBody {}

  /// Somebody judged afterwards a call that broke the glass; `verdict` is `justified` or
  /// `unjustified`.
  record ApprovalReviewed(String approval, String verdict, Party subject, Digest token, Instant at)
      implements ApprovalBody {}
}
