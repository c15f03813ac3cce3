/// What stands closed in the database, and the key that opens it. Everybody in this service may use
/// it.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.countersign.approval.seal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
