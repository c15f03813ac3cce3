/// The rule for REST APIs: a verified token, or a problem; and the gates that a service puts before
/// its paths.
@NullMarked
package dev.countersign.service.security;

import org.jspecify.annotations.NullMarked;
