/// The offline verifier: reads an evidence bundle, needs no network and no service, and names the
/// first record that does not hold.
///
/// Start here: [Verifier], or [VerifyCommand] for the command line.
@NullMarked
package dev.countersign.evidence.verify;

import org.jspecify.annotations.NullMarked;
