/// Decides what may happen to a call: permit, deny, or ask people.
///
/// Start here: [dev.countersign.gateway.policy.PolicyDecisionPoint] decides,
/// [dev.countersign.gateway.policy.PolicyDecision] is what it says.
@ApplicationModule(
    allowedDependencies = {"access", "config", "config :: expression", "config :: rule"})
@NullMarked
package dev.countersign.gateway.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
