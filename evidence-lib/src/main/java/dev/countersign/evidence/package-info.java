/// Evidence: signed records, their chain, the Merkle log over them and the offline verifier.
///
/// Start here: [dev.countersign.evidence.record.EvidenceRecord] for what is written,
/// [dev.countersign.evidence.writer.EvidenceWriter] for how it is written.
@NullMarked
package dev.countersign.evidence;

import org.jspecify.annotations.NullMarked;
