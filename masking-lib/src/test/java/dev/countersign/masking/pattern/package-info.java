@NullMarked
package dev.countersign.masking.pattern;

import org.jspecify.annotations.NullMarked;
