/// Receipts: whoever holds a gateway's promise that a call is on the record gets the proof, or the
/// statement that the promise was broken. Both are on the record.
@ApplicationModule(allowedDependencies = {"log", "settings", "witness"})
@NullMarked
package dev.countersign.audit.receipt;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
