/// Repeated requests: the same key and the same request get the same answer, whatever happened to
/// the first answer on its way.
@ApplicationModule(allowedDependencies = {"database", "seal"})
@NullMarked
package dev.countersign.approval.idempotency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
