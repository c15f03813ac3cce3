package dev.countersign.gateway.exchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.w3c.dom.Element;

/// The rules for when, for whom and where an assertion may be used (SAML Core §2.4.1.2 and §2.5,
/// SAML Profiles §4.1.4.3).
final class AssertionConditions {
  private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
  private static final Set<String> KNOWN =
      Set.of("AudienceRestriction", "OneTimeUse", "ProxyRestriction");

  private final String audience;
  private final String recipient;
  private final Duration maxAge;
  private final Duration skew;
  private final Clock clock;

  AssertionConditions(
      String audience, String recipient, Duration maxAge, Duration skew, Clock clock) {
    this.audience = audience;
    this.recipient = recipient;
    this.maxAge = maxAge;
    this.skew = skew;
    this.clock = clock;
  }

  void check(Element assertion) {
    checkAge(assertion);
    Element conditions = AssertionXml.needed(assertion, "Conditions");
    checkWindow(conditions);
    checkAudiences(conditions);
    checkConfirmation(AssertionXml.needed(assertion, "Subject"));
  }

  private void checkAge(Element assertion) {
    Instant made =
        AssertionXml.time(assertion, "IssueInstant")
            .orElseThrow(() -> new InvalidAssertionException("IssueInstant is missing"));
    Instant now = clock.instant();
    if (made.isAfter(now.plus(skew))) {
      throw new InvalidAssertionException("it was made in the future");
    }
    if (!now.isBefore(made.plus(maxAge).plus(skew))) {
      throw new InvalidAssertionException("it is too old");
    }
  }

  private void checkWindow(Element element) {
    Instant now = clock.instant();
    if (AssertionXml.time(element, "NotBefore")
        .filter(start -> start.isAfter(now.plus(skew)))
        .isPresent()) {
      throw new InvalidAssertionException("it is not valid yet");
    }
    if (AssertionXml.time(element, "NotOnOrAfter")
        .filter(end -> !now.isBefore(end.plus(skew)))
        .isPresent()) {
      throw new InvalidAssertionException("it has expired");
    }
  }

  // All restrictions must hold, each by one of its audiences.
  private void checkAudiences(Element conditions) {
    for (Element condition : AssertionXml.children(conditions)) {
      if (!AssertionXml.SAML.equals(condition.getNamespaceURI())
          || !KNOWN.contains(condition.getLocalName())) {
        throw new InvalidAssertionException("it has a condition that is not known");
      }
    }
    var restrictions = AssertionXml.children(conditions, "AudienceRestriction");
    boolean isForUs =
        !restrictions.isEmpty()
            && restrictions.stream()
                .allMatch(restriction ->
                    AssertionXml.children(restriction, "Audience").stream()
                        .map(AssertionXml::text)
                        .anyMatch(audience::equals));
    if (!isForUs) {
      throw new InvalidAssertionException("it is not meant for this audience");
    }
  }

  private void checkConfirmation(Element subject) {
    if (AssertionXml.children(subject, "SubjectConfirmation").stream().noneMatch(this::confirms)) {
      throw new InvalidAssertionException("it is not meant to be shown here and now");
    }
  }

  private boolean confirms(Element confirmation) {
    if (!BEARER.equals(confirmation.getAttributeNS(null, "Method"))) {
      return false;
    }
    return AssertionXml.child(confirmation, "SubjectConfirmationData")
        .filter(data -> recipient.equals(data.getAttributeNS(null, "Recipient")))
        .filter(data -> AssertionXml.time(data, "NotBefore").isEmpty())
        .flatMap(data -> AssertionXml.time(data, "NotOnOrAfter"))
        .filter(end -> clock.instant().isBefore(end.plus(skew)))
        .isPresent();
  }
}
