/// Finds and hides sensitive data in a stream of bytes, and fails closed where it cannot.
///
/// *Start here:* [dev.countersign.masking.MaskingPolicy], [dev.countersign.masking.MaskingRule],
/// [dev.countersign.masking.MaskingSession].
@NullMarked
package dev.countersign.masking;

import org.jspecify.annotations.NullMarked;
