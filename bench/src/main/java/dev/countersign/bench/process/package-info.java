/// Java processes under measurement: started with the same flags, asked for CPU time and memory.
@NullMarked
package dev.countersign.bench.process;

import org.jspecify.annotations.NullMarked;
