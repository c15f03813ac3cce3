/// Whether everything is there: what the log holds of every writer and epoch, and what is known to
/// be missing, open, set aside or let go.
///
/// Start here: [CompletenessReport].
@ApplicationModule(allowedDependencies = {"settings", "log", "reading"})
@NullMarked
package dev.countersign.audit.completeness;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
