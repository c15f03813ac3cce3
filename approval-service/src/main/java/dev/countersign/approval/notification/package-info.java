/// Tells people outside: by signed webhook, Slack-compatible message or e-mail, through an outbox
/// with retries and dead letters. What is told approves nothing.
@ApplicationModule(allowedDependencies = {"request", "seal", "database", "description"})
@NullMarked
package dev.countersign.approval.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
