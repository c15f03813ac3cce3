/// The evidence log under load: how fast records become leaves, and what a grown log costs.
///
/// Start here: [Ingest].
@NullMarked
package dev.countersign.bench.ingest;

import org.jspecify.annotations.NullMarked;
