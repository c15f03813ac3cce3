/// What calls cost that are held for people: opened by the thousand, measured while they wait.
@NullMarked
package dev.countersign.bench.held;

import org.jspecify.annotations.NullMarked;
