/// What a person at the terminal reads.
@NullMarked
package dev.countersign.quickstart.console;

import org.jspecify.annotations.NullMarked;
