/// The path of a call, on one screen.
///
/// Start here: [dev.countersign.gateway.enforcement.EnforcementPoint]. A protocol hands it an
/// [dev.countersign.gateway.enforcement.InboundCall] and is answered through a
/// [dev.countersign.gateway.enforcement.Reply].
@ApplicationModule(
    allowedDependencies = {
      "access",
      "approval",
      "config",
      "config :: expression",
      "identity",
      "masking",
      "policy",
      "policy :: authzen",
      "policy :: usage",
      "recording",
      "upstream"
    })
@NullMarked
package dev.countersign.gateway.enforcement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
