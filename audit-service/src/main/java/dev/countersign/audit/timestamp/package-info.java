/// Timestamps: now and then an authority (RFC 3161) is asked to sign that it saw the newest
/// checkpoint, and what it answers goes into every export. Optional; an authority that is away
/// delays nothing.
@ApplicationModule(allowedDependencies = {"log", "settings"})
@NullMarked
package dev.countersign.audit.timestamp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
