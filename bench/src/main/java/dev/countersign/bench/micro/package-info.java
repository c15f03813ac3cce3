/// JMH benchmarks of the steps that every call pays for; each teaches one lesson.
@NullMarked
package dev.countersign.bench.micro;

import org.jspecify.annotations.NullMarked;
