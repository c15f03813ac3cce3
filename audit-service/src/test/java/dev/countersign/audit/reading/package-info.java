/// The rules of reading, without a server.
@NullMarked
package dev.countersign.audit.reading;

import org.jspecify.annotations.NullMarked;
