package dev.countersign.approval.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuorumTest {
  private static final Vote BOB = new Vote("bob", "https://issuer", true);
  private static final Vote CAROL = new Vote("carol", "https://issuer", true);

  @Test
  void staysOpenUntilEnoughPeopleApproved() {
    assertThat(new Quorum(2).count(List.of())).isEqualTo(Tally.OPEN);
    assertThat(new Quorum(2).count(List.of(BOB))).isEqualTo(Tally.OPEN);
    assertThat(new Quorum(2).count(List.of(BOB, CAROL))).isEqualTo(Tally.APPROVED);
  }

  @Test
  void countsAPersonOnce() {
    assertThat(new Quorum(2).count(List.of(BOB, BOB))).isEqualTo(Tally.OPEN);
  }

  @Test
  void takesTheSameNameOfTwoIssuersForTwoPeople() {
    Vote other = new Vote("bob", "https://elsewhere", true);
    assertThat(new Quorum(2).count(List.of(BOB, other))).isEqualTo(Tally.APPROVED);
  }

  @Test
  void isReachedByMoreThanNeeded() {
    assertThat(new Quorum(1).count(List.of(BOB, CAROL))).isEqualTo(Tally.APPROVED);
  }

  @Test
  void oneDenialDeniesWhateverOthersSaid() {
    Vote denial = new Vote("dave", "https://issuer", false);
    assertThat(new Quorum(2).count(List.of(BOB, CAROL, denial))).isEqualTo(Tally.DENIED);
  }

  @Test
  void ofNobodyDoesNotExist() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Quorum(0));
  }
}
