/// A load generator for HTTP/1.1: cheap enough to share two cores with what it measures.
@NullMarked
package dev.countersign.bench.load;

import org.jspecify.annotations.NullMarked;
