/// Errors as RFC 9457 problems with stable types.
@NullMarked
package dev.countersign.service.problem;

import org.jspecify.annotations.NullMarked;
