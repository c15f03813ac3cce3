/// Quarantine: a person sets a message aside at which a partition stands still, with a reason, on
/// the record. It is the only way past such a message other than removing its cause.
///
/// Start here: [Quarantine].
@ApplicationModule(allowedDependencies = {"ingest", "log", "reading"})
@NullMarked
package dev.countersign.audit.quarantine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
