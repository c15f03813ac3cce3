/// Gateways use an approval: what it binds, and the one use of it.
@ApplicationModule(allowedDependencies = {"request", "description"})
@NullMarked
package dev.countersign.approval.consumption;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
