package dev.countersign.quickstart.drive;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds e-mail addresses in text: the driver's own count of what should not have come through,
/// independent of the masking it checks.
final class Emails {
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}\\.[A-Za-z]{2,24}");

  private Emails() {}

  static Set<String> in(String text) {
    return ADDRESS.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
  }
}
