/// The whole suite on one machine: what `./countersign` runs.
///
/// Start here: [Quickstart], then [dev.countersign.quickstart.suite.Suite].
@NullMarked
package dev.countersign.quickstart;

import org.jspecify.annotations.NullMarked;
