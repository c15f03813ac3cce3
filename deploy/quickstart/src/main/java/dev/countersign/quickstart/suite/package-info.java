/// The parts together: started side by side, shown, stopped.
///
/// Start here: [dev.countersign.quickstart.suite.Suite].
@NullMarked
package dev.countersign.quickstart.suite;

import org.jspecify.annotations.NullMarked;
