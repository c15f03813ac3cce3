/// Redeeming receipts.
@NullMarked
package dev.countersign.audit.receipt;

import org.jspecify.annotations.NullMarked;
