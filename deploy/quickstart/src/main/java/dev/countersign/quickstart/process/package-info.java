/// Processes of their own: started detached, told apart from strangers, watched until they are
/// ready, stopped.
@NullMarked
package dev.countersign.quickstart.process;

import org.jspecify.annotations.NullMarked;
