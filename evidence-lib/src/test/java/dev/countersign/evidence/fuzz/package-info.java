/// The fuzz target of the verifier: whatever stands in a proof, it makes a finding and not an
/// exception. `masking-lib/fuzz` runs it with Jazzer.
@NullMarked
package dev.countersign.evidence.fuzz;

import org.jspecify.annotations.NullMarked;
