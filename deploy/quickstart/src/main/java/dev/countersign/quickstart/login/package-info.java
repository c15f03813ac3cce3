/// How the command gets tokens, by standard grants alone.
///
/// Start here: [dev.countersign.quickstart.login.Login].
@NullMarked
package dev.countersign.quickstart.login;

import org.jspecify.annotations.NullMarked;
