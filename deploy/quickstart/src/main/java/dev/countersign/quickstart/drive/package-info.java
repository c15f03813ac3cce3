/// Sends recorded agent traffic through the gateway and accounts for every call.
///
/// Start here: [dev.countersign.quickstart.drive.Drive].
@NullMarked
package dev.countersign.quickstart.drive;

import org.jspecify.annotations.NullMarked;
