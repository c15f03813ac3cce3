/// The protocols by which calls come in: bytes ↔ operations. None knows the policy, and none knows
/// another.
///
/// Start here: [dev.countersign.gateway.protocol.http.HttpListener].
@ApplicationModule(
    allowedDependencies = {"access", "config", "config :: rule", "enforcement", "identity"})
@NullMarked
package dev.countersign.gateway.protocol;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
