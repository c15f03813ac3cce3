/// Credentials → who calls.
///
/// Start here: [dev.countersign.gateway.identity.CallerVerification].
@ApplicationModule(allowedDependencies = "access")
@NullMarked
package dev.countersign.gateway.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
