/// Changes the policy while the gateway runs: from its file, or by an administrator.
///
/// Start here: [dev.countersign.gateway.administration.PolicyChange] is the one way in which
/// another version comes into force; [dev.countersign.gateway.administration.PolicyFileWatch] and
/// [dev.countersign.gateway.administration.PolicyAdministration] lead to it.
@ApplicationModule(
    allowedDependencies = {
      "access",
      "config",
      "config :: load",
      "config :: yaml",
      "enforcement",
      "identity"
    })
@NullMarked
package dev.countersign.gateway.administration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
