/// How long records are kept: legal holds, and the pruning of whole partitions with a statement in
/// the log about what is let go.
///
/// Start here: [Pruning], [Holds].
@ApplicationModule(allowedDependencies = {"settings", "log", "reading", "ingest"})
@NullMarked
package dev.countersign.audit.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
