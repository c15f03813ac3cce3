package dev.countersign.audit.quarantine;

import dev.countersign.evidence.record.Digest;

/// One message of the evidence topic: its place, and the digest of its bytes. A message without a
/// value has the digest of no bytes.
record Message(int partition, long offset, Digest digest) {}
