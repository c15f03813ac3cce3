/// What is put in the place of a hidden value, strategy by strategy.
@NullMarked
package dev.countersign.masking.replace;

import org.jspecify.annotations.NullMarked;
