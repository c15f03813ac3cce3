/// Masks a body on the command line, to try rules.
///
/// *Start here:* [dev.countersign.quickstart.mask.MaskTrial].
@NullMarked
package dev.countersign.quickstart.mask;

import org.jspecify.annotations.NullMarked;
