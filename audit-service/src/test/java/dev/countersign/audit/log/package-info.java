/// The rules of taking evidence in, without a database.
@NullMarked
package dev.countersign.audit.log;

import org.jspecify.annotations.NullMarked;
