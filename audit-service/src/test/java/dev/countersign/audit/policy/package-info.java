/// What is kept of policy documents, and what is refused.
@NullMarked
package dev.countersign.audit.policy;

import org.jspecify.annotations.NullMarked;
