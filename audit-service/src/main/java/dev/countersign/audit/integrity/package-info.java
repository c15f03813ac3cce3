/// Whether the database still holds what was signed, leaf by leaf, and where it does not.
///
/// Start here: [IntegrityScan].
@ApplicationModule(allowedDependencies = {"settings", "log", "reading"})
@NullMarked
package dev.countersign.audit.integrity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
