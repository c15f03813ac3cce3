/// The whole suite under load: how many calls a second get through, are in the log and are
/// recorded.
///
/// Start here: [dev.countersign.bench.suite.Sustained].
@NullMarked
package dev.countersign.bench.suite;

import org.jspecify.annotations.NullMarked;
