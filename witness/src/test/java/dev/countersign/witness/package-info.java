/// Tests of the witness.
@NullMarked
package dev.countersign.witness;

import org.jspecify.annotations.NullMarked;
