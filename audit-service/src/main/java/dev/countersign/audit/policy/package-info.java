/// Keeps the documents of the configurations that decided calls, as gateways publish them.
///
/// Start here: [dev.countersign.audit.policy.PolicyMessage], what is kept;
/// [dev.countersign.audit.policy.Policies], where.
@ApplicationModule(allowedDependencies = {"alarm", "reading", "settings"})
@NullMarked
package dev.countersign.audit.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
