/// Where the quickstart keeps its state, which ports it uses and which secrets it made.
@NullMarked
package dev.countersign.quickstart.home;

import org.jspecify.annotations.NullMarked;
