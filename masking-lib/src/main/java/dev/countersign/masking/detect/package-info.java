/// Finds sensitive text by its shape, by hand-written scanners that read each byte a bounded number
/// of times.
@NullMarked
package dev.countersign.masking.detect;

import org.jspecify.annotations.NullMarked;
