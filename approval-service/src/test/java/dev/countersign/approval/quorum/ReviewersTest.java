package dev.countersign.approval.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.Party;
import dev.countersign.service.identity.ActorClaim;
import dev.countersign.service.identity.VerifiedToken;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReviewersTest {
  private static final String ISSUER = "https://issuer";
  private static final Reviewers REVIEWERS =
      new Reviewers(
          new Party("alice", ISSUER, List.of("leads"), "person"),
          List.of(Party.actor("bot", ISSUER, "agent"), Party.actor("planner", ISSUER, null)),
          List.of(Party.actor("olga", ISSUER, null)),
          List.of("leads", "owners"));

  @Test
  void arePeopleOfAnAskedGroup() {
    assertThat(judge("bob", ISSUER, "person", "owners")).isEqualTo(Eligibility.MAY_REVIEW);
    assertThat(judge("bob", ISSUER, "person", "support")).isEqualTo(Eligibility.NOT_A_REVIEWER);
    assertThat(judge("bob", ISSUER, "person")).isEqualTo(Eligibility.NOT_A_REVIEWER);
  }

  @Test
  void areNeitherSubjectNorActorsWhateverTheirGroups() {
    assertThat(judge("alice", ISSUER, "person", "leads")).isEqualTo(Eligibility.OWN_REQUEST);
    assertThat(judge("bot", ISSUER, "person", "leads")).isEqualTo(Eligibility.OWN_REQUEST);
    assertThat(judge("planner", ISSUER, "person", "leads")).isEqualTo(Eligibility.OWN_REQUEST);
    assertThat(judge("olga", ISSUER, "person", "leads")).isEqualTo(Eligibility.OWN_REQUEST);
  }

  @Test
  void mayHaveTheSubjectsNameAtAnotherIssuer() {
    assertThat(judge("alice", "https://elsewhere", "person", "leads"))
        .isEqualTo(Eligibility.MAY_REVIEW);
  }

  @Test
  void decideInPerson() {
    assertThat(judge("robot", ISSUER, "service", "leads")).isEqualTo(Eligibility.NOT_A_REVIEWER);
    assertThat(judge("robot", ISSUER, "agent", "leads")).isEqualTo(Eligibility.NOT_A_REVIEWER);
    VerifiedToken delegated =
        caller("bob", ISSUER, "person", List.of(new ActorClaim("bot", ISSUER, "agent")), "leads");
    assertThat(REVIEWERS.judge(delegated)).isEqualTo(Eligibility.NOT_A_REVIEWER);
  }

  private static Eligibility judge(String id, String issuer, String kind, String... groups) {
    return REVIEWERS.judge(caller(id, issuer, kind, List.of(), groups));
  }

  private static VerifiedToken caller(
      String id, String issuer, String kind, List<ActorClaim> actors, String... groups) {
    return new VerifiedToken(
        id,
        issuer,
        List.of(groups),
        actors,
        Set.of(),
        null,
        kind,
        Instant.parse("2026-11-20T12:00:00Z"),
        Digest.ZERO);
  }
}
