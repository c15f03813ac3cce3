/// Writing evidence: one writer's chain of records, durable before anybody goes on.
///
/// Start here: [EvidenceWriter].
@NullMarked
package dev.countersign.evidence.writer;

import org.jspecify.annotations.NullMarked;
