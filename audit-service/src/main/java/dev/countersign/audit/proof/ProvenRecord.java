package dev.countersign.audit.proof;

import dev.countersign.audit.log.LogCheckpoint;
import dev.countersign.audit.log.StoredRecord;
import dev.countersign.evidence.log.InclusionProof;

/// A stored record and the proof that it stands in the log under a checkpoint.
record ProvenRecord(StoredRecord stored, LogCheckpoint checkpoint, InclusionProof proof) {}
