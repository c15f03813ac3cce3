/// Witnesses: the newest checkpoint is sent to each, and what they cosign is kept and handed out
/// with the checkpoint. A witness that is away or lies delays nothing.
@ApplicationModule(allowedDependencies = {"log", "settings"})
@NullMarked
package dev.countersign.audit.witness;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
