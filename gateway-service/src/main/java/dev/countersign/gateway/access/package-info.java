/// The nouns that every step of a call shares: who calls, what they call, with which arguments.
///
/// Start here: [dev.countersign.gateway.access.Operation] is what is asked,
/// [dev.countersign.gateway.access.Caller] is who asks, [dev.countersign.gateway.access.Arguments]
/// is what was judged and is forwarded.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.countersign.gateway.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
