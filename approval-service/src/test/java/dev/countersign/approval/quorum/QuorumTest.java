package dev.countersign.approval.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.evidence.record.ApprovalTerms.Minimum;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
  private static final Vote BOB = vote("bob", true, "leads");
  private static final Vote CAROL = vote("carol", true, "leads");

  @Test
  void staysOpenUntilEnoughPeopleApproved() {
    assertThat(of(2).count(List.of())).isEqualTo(Tally.OPEN);
    assertThat(of(2).count(List.of(BOB))).isEqualTo(Tally.OPEN);
    assertThat(of(2).count(List.of(BOB, CAROL))).isEqualTo(Tally.APPROVED);
  }

  @Test
  void countsAPersonOnce() {
    assertThat(of(2).count(List.of(BOB, BOB))).isEqualTo(Tally.OPEN);
  }

  @Test
  void takesTheSameNameOfTwoIssuersForTwoPeople() {
    Vote other = new Vote("bob", "https://elsewhere", true, List.of());
    assertThat(of(2).count(List.of(BOB, other))).isEqualTo(Tally.APPROVED);
  }

  @Test
  void isReachedByMoreThanNeeded() {
    assertThat(of(1).count(List.of(BOB, CAROL))).isEqualTo(Tally.APPROVED);
  }

  @Test
  void oneDenialDeniesWhateverOthersSaid() {
    Vote denial = vote("dave", false);
    assertThat(of(2).count(List.of(BOB, CAROL, denial))).isEqualTo(Tally.DENIED);
  }

  @Test
  void ofNobodyDoesNotExist() {
    assertThatIllegalArgumentException().isThrownBy(() -> of(0));
  }

  @Test
  void takesAsManyDenialsAsTheTermsSay() {
    Quorum two =
        new Quorum(1, new ApprovalTerms(null, 2, null, null, null, null, null, null, null));
    Vote dave = vote("dave", false);
    assertThat(two.count(List.of(dave))).isEqualTo(Tally.OPEN);
    assertThat(two.count(List.of(dave, dave))).isEqualTo(Tally.OPEN);
    assertThat(two.count(List.of(dave, BOB))).isEqualTo(Tally.APPROVED);
    assertThat(two.count(List.of(dave, vote("erin", false)))).isEqualTo(Tally.DENIED);
  }

  /// People by their groups (a person a word, groups by letters) against `a:1,b:2`.
  @ParameterizedTest
  @CsvSource({
    "a b b, APPROVED",
    "ab b b, APPROVED",
    "ab ab ab, APPROVED",
    "ab ab, OPEN",
    "a ab b, APPROVED",
    "b b b, OPEN",
    "a a b, OPEN",
    "c ab b, OPEN",
    "c ab b b, APPROVED"
  })
  void wantsPeopleOfTheirOwnForEachGroup(String people, Tally tally) {
    ApprovalTerms terms =
        new ApprovalTerms(
            List.of(new Minimum("a", 1), new Minimum("b", 2)),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    List<Vote> votes = new ArrayList<>();
    for (String groups : people.split(" ")) {
      votes.add(vote("person-" + votes.size(), true, groups.split("")));
    }
    assertThat(new Quorum(2, terms).count(votes)).isEqualTo(tally);
  }

  private static Quorum of(int needed) {
    return new Quorum(needed, ApprovalTerms.NONE);
  }

  private static Vote vote(String person, boolean approves, String... groups) {
    return new Vote(person, "https://issuer", approves, List.of(groups));
  }
}
