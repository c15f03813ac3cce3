/// The rule for REST APIs: a verified token, or a problem.
@NullMarked
package dev.countersign.service.security;

import org.jspecify.annotations.NullMarked;
