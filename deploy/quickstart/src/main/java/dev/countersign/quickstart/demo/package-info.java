/// The story of a few calls, told on the terminal while they really happen.
///
/// Start here: [dev.countersign.quickstart.demo.Demo].
@NullMarked
package dev.countersign.quickstart.demo;

import org.jspecify.annotations.NullMarked;
