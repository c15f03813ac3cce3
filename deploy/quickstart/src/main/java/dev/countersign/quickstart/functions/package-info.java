/// The sample functions that stand behind the gateway: a payments back office with invented
/// customers, and answers recorded earlier.
///
/// Start here: [dev.countersign.quickstart.functions.FunctionsServer].
@NullMarked
package dev.countersign.quickstart.functions;

import org.jspecify.annotations.NullMarked;
