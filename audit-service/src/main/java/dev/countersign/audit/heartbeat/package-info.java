/// Writers that have fallen silent without saying that they close.
///
/// Start here: [MissedHeartbeats].
@ApplicationModule(allowedDependencies = {"settings", "alarm", "ingest"})
@NullMarked
package dev.countersign.audit.heartbeat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
