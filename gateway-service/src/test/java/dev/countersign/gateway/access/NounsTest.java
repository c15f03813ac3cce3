package dev.countersign.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NounsTest {
  private static final Actor AGENT = new Actor("agent", "https://issuer", PrincipalKind.AGENT);

  @Test
  void refusesACallerWhoIsNobody() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Caller(null, List.of(), "sha-256:00", null))
        .withMessageContaining("nobody");
  }

  @Test
  void refusesAnEndlessChainOfActors() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Caller(null, Collections.nCopies(17, AGENT), "sha-256:00", null));
  }

  @Test
  void takesTheFirstActorForTheCurrentOne() {
    Actor earlier = new Actor("earlier", "https://issuer", null);

    assertThat(new Caller(null, List.of(AGENT, earlier), "sha-256:00", null).currentActor())
        .contains(AGENT);
  }

  @Test
  void keepsTheGroupsOfASubjectSorted() {
    Subject subject = new Subject("ann", "https://issuer", Set.of("c", "a", "b"), null);

    assertThat(subject.groups()).containsExactly("a", "b", "c");
  }

  @Test
  void refusesIdentifiersThatWouldBreakARecord() {
    assertThat(Stream.of("", "a\nb", "a\u0000", "x".repeat(513)))
        .allSatisfy(id ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> new Subject(id, "https://issuer", Set.of(), null)));
  }

  @Test
  void takesSessionsOfTheAgreedAlphabetOnly() {
    assertThat(SessionId.parse("Airline-0.1:a_B"))
        .map(SessionId::value)
        .contains("Airline-0.1:a_B");
    assertThat(Stream.of("", "a b", "a/b", "é", "a\n", "x".repeat(129)))
        .allSatisfy(text -> assertThat(SessionId.parse(text)).isEmpty());
  }
}
