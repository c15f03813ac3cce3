/// Calls that nobody closed: an intent without outcome is closed as `unknown` when its writer can
/// no longer be expected to say how it ended.
///
/// Start here: [Sweep].
@ApplicationModule(allowedDependencies = {"settings", "ingest"})
@NullMarked
package dev.countersign.audit.sweep;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
