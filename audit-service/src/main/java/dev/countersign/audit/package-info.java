/// The audit-service: it checks every evidence record, keeps it in a Merkle log, and proves it.
///
/// Start here: [dev.countersign.audit.ingest] takes records in, [dev.countersign.audit.log] keeps
/// them, [dev.countersign.audit.proof] and [dev.countersign.audit.search] show them.
@NullMarked
package dev.countersign.audit;

import org.jspecify.annotations.NullMarked;
