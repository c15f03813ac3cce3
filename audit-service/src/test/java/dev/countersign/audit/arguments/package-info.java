/// Finding calls by the words of their masked arguments.
@NullMarked
package dev.countersign.audit.arguments;

import org.jspecify.annotations.NullMarked;
