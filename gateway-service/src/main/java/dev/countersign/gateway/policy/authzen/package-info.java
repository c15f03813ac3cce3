/// Asks a decision point of somebody else in addition, by the OpenID AuthZEN Authorization API 1.0.
///
/// Start here: [dev.countersign.gateway.policy.authzen.SecondOpinion].
@NamedInterface("authzen")
@NullMarked
package dev.countersign.gateway.policy.authzen;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
