package dev.countersign.gateway.identity;

import java.util.function.Function;

/// What is shown, on which stage, and what the identity step must say to it.
record TokenCase(String what, Function<IdentityStage, Shown> given, String expected) {
  @Override
  public String toString() {
    return what;
  }

  /// A bearer token of alice's at the ordinary issuer, with one thing changed.
  static TokenCase main(String what, Function<Minted, String> token, String expected) {
    return of("main", what, token, expected);
  }

  static TokenCase of(String issuer, String what, Function<Minted, String> token, String expected) {
    return new TokenCase(
        issuer + ": " + what,
        stage -> Shown.bearer(token.apply(new Minted(issuer, stage.clock))),
        expected);
  }
}
