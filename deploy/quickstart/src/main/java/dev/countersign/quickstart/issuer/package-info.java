/// The OIDC issuer of the quickstart: Spring Authorization Server with a handful of invented people
/// and agents.
///
/// Start here: [dev.countersign.quickstart.issuer.Directory].
@NullMarked
package dev.countersign.quickstart.issuer;

import org.jspecify.annotations.NullMarked;
