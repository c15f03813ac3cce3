/// Waits for, checks and uses approvals.
///
/// Start here: [dev.countersign.gateway.approval.Approvals].
@ApplicationModule(allowedDependencies = "access")
@NullMarked
package dev.countersign.gateway.approval;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
