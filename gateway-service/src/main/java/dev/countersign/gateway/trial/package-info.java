/// Tries a policy without a gateway: checks a file, runs cases against it, explains a decision.
///
/// Start here: [dev.countersign.gateway.trial.PolicyCommand] is `countersign policy`;
/// [dev.countersign.gateway.trial.CaseFile] is the format of cases. See `docs/policy.md`.
@ApplicationModule(
    allowedDependencies = {
      "access",
      "config",
      "config :: expression",
      "config :: load",
      "config :: rule",
      "config :: yaml",
      "policy"
    })
@NullMarked
package dev.countersign.gateway.trial;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
