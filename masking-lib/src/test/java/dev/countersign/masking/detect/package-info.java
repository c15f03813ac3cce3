/// Tests of single finders.
@org.jspecify.annotations.NullMarked
package dev.countersign.masking.detect;
