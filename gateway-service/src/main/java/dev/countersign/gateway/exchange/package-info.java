/// Tokens in exchange for SAML assertions (RFC 8693), for organisations whose people are known by
/// SAML only. Off unless it is set up.
///
/// Start here: [dev.countersign.gateway.exchange.TokenEndpoint] takes an assertion,
/// [dev.countersign.gateway.exchange.AssertionVerifier] judges it.
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.countersign.gateway.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
