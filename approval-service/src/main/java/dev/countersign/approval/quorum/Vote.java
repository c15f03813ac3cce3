package dev.countersign.approval.quorum;

/// One person's verdict, as far as counting goes. The issuer is part of who somebody is.
public record Vote(String person, String issuer, boolean approves) {

  private record Voter(String person, String issuer) {}

  Object voter() {
    return new Voter(person, issuer);
  }
}
