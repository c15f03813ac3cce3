/// Records with their proofs, the checkpoint they are proven against, and the keys.
@ApplicationModule(allowedDependencies = {"log", "reading", "witness"})
@NullMarked
package dev.countersign.audit.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
