/// Passkeys (WebAuthn Level 3): people register one, and sign with it what they approve.
///
/// Start here: [dev.countersign.approval.passkey.Passkeys].
@ApplicationModule(allowedDependencies = {"seal", "description"})
@NullMarked
package dev.countersign.approval.passkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
