/// Who calls: bearer tokens of the configured issuers, verified.
@NullMarked
package dev.countersign.service.identity;

import org.jspecify.annotations.NullMarked;
