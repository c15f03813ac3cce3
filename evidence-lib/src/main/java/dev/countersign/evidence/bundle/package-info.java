/// The evidence bundle: one file that holds a log's records, its checkpoint and the public keys.
///
/// Start here: [BundleWriter] and [BundleReader]; both stream and need the same memory for any
/// size.
@NullMarked
package dev.countersign.evidence.bundle;

import org.jspecify.annotations.NullMarked;
