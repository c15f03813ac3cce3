/// Hides sensitive data in both directions, as the connection's policy says.
///
/// Start here: [dev.countersign.gateway.masking.Masks].
@ApplicationModule(allowedDependencies = {"access", "config"})
@NullMarked
package dev.countersign.gateway.masking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
