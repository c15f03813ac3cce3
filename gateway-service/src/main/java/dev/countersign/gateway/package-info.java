/// The gateway: who calls, whether that is allowed, what goes in and out, and the proof of it.
///
/// Start here: [dev.countersign.gateway.enforcement.EnforcementPoint] shows the path of a call.
@NullMarked
package dev.countersign.gateway;

import org.jspecify.annotations.NullMarked;
