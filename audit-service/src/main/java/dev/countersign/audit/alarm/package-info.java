/// What did not hold: messages that do not verify, chains with gaps, a log that contradicts itself.
@ApplicationModule(allowedDependencies = "reading")
@NullMarked
package dev.countersign.audit.alarm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
