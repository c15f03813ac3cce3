package dev.countersign.approval.quorum;

import java.util.List;

/// One person's verdict, as far as counting goes. The issuer is part of who somebody is.
///
/// @param groups those of the asked groups that the person is of
public record Vote(String person, String issuer, boolean approves, List<String> groups) {
  public Vote {
    groups = List.copyOf(groups);
  }

  private record Voter(String person, String issuer) {}

  Object voter() {
    return new Voter(person, issuer);
  }
}
