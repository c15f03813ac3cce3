/// Fuzz targets for the masker: what must hold for any bytes whatever, checked without any
/// dependency on a fuzzer. Ordinary tests run the kept inputs; `masking-lib/fuzz` makes new ones
/// with Jazzer.
///
/// *Start here:* [dev.countersign.masking.fuzz.FuzzTarget].
@NullMarked
package dev.countersign.masking.fuzz;

import org.jspecify.annotations.NullMarked;
