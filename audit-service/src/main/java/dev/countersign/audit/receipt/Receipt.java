package dev.countersign.audit.receipt;

import dev.countersign.evidence.record.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a gateway promised a caller: that the intent of its call will be a leaf of the log by a
/// time.
record Receipt(Promise promise, Digest digest) {

  /// The payload of the receipt, as the gateway writes it.
  record Promise(
      String call,
      @Nullable String session,
      Digest intent,
      Digest leafHash,
      Instant at,
      Instant mergeBy) {}
}
