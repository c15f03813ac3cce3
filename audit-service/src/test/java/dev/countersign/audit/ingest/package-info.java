/// The rules of taking evidence in, without a database.
@NullMarked
package dev.countersign.audit.ingest;

import org.jspecify.annotations.NullMarked;
