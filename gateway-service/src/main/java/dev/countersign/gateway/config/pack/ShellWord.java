package dev.countersign.gateway.config.pack;

/// A word of a shell command, quotes removed.
///
/// @param text what is written out of it
/// @param isStatic whether that is all of it: no variable, substitution, glob or brace in it
record ShellWord(String text, boolean isStatic) {
  /// The last part of a path: `/bin/rm` is `rm`.
  String base() {
    return text.substring(text.lastIndexOf('/') + 1);
  }
}
