/// Gateways use an approval: what it binds, the one use of it, and what became of that use.
@ApplicationModule(allowedDependencies = {"request", "seal", "database", "description"})
@NullMarked
package dev.countersign.approval.consumption;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
