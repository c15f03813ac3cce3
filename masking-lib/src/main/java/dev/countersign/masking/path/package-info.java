/// Matches the places in a JSON text against many paths at once, as it streams by.
@NullMarked
package dev.countersign.masking.path;

import org.jspecify.annotations.NullMarked;
