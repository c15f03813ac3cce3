package dev.countersign.evidence.record;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What an approval asks of people beyond a number of them, as the configuration says. An absent
/// member asks for nothing; see `docs/design/0008-approvals-in-full.md`.
///
/// @param minimums how many people of each group must be among those who approve
/// @param denyThreshold how many denials deny; absent, one does
/// @param owners who answers for the subject or an actor, and therefore does not decide
/// @param revokers groups that may revoke, beside those who approved
/// @param commentRequired whether a verdict needs a comment
/// @param authenticatedWithin seconds: how long ago reviewers may have authenticated
/// @param acr authentication contexts (OpenID Connect Core §2), one of which reviewers need
/// @param signature `webauthn` where reviewers sign with a passkey
/// @param glass present when the call broke the glass: it runs first and is reviewed afterwards
public record ApprovalTerms(
    @Nullable List<Minimum> minimums,
    @Nullable Integer denyThreshold,
    @Nullable List<Party> owners,
    @Nullable List<String> revokers,
    @Nullable Boolean commentRequired,
    @Nullable Long authenticatedWithin,
    @Nullable List<String> acr,
    @Nullable String signature,
    @Nullable Glass glass) {
  /// Asks for nothing.
  public static final ApprovalTerms NONE =
      new ApprovalTerms(null, null, null, null, null, null, null, null, null);

  /// How many groups may have a minimum of their own.
  public static final int MAX_MINIMUMS = 8;

  public ApprovalTerms {
    minimums = copy(minimums);
    owners = copy(owners);
    revokers = copy(revokers);
    acr = copy(acr);
    if (minimums != null && minimums.size() > MAX_MINIMUMS) {
      throw new IllegalArgumentException(
          "minimums: %d (expected: <= %d)".formatted(minimums.size(), MAX_MINIMUMS));
    }
    if (denyThreshold != null && denyThreshold < 1) {
      throw new IllegalArgumentException("denyThreshold: %d".formatted(denyThreshold));
    }
  }

  /// So many people of a group.
  public record Minimum(String group, int atLeast) {
    public Minimum {
      if (atLeast < 1) {
        throw new IllegalArgumentException("atLeast: %d (expected: >= 1)".formatted(atLeast));
      }
    }
  }

  /// Who reviews afterwards what ran without approval, and until when.
  ///
  /// @param reviewWithin seconds from the request on
  public record Glass(List<String> reviewers, long reviewWithin) {
    public Glass {
      reviewers = List.copyOf(reviewers);
    }
  }

  public static ApprovalTerms orNone(@Nullable ApprovalTerms terms) {
    return terms == null ? NONE : terms;
  }

  public int denials() {
    return denyThreshold == null ? 1 : denyThreshold;
  }

  public boolean isOwner(Party party) {
    return owners != null && owners.stream().anyMatch(party::isSameAs);
  }

  /// Whether every minimum has people of its own among these; each of them is given by their groups
  /// and counts for one group only, as Hall's theorem has it.
  public boolean areMinimumsMet(Collection<? extends Collection<String>> people) {
    if (minimums == null) {
      return true;
    }
    for (int chosen = 1; chosen < 1 << minimums.size(); chosen++) {
      List<Minimum> some = chosen(minimums, chosen);
      Set<String> groups = Set.copyOf(some.stream().map(Minimum::group).toList());
      long needed = some.stream().mapToLong(Minimum::atLeast).sum();
      if (people.stream().filter(of -> of.stream().anyMatch(groups::contains)).count() < needed) {
        return false;
      }
    }
    return true;
  }

  private static List<Minimum> chosen(List<Minimum> minimums, int bits) {
    return IntStream.range(0, minimums.size())
        .filter(index -> (bits >> index & 1) == 1)
        .mapToObj(minimums::get)
        .toList();
  }

  private static <T> @Nullable List<T> copy(@Nullable List<T> list) {
    return list == null ? null : List.copyOf(list);
  }
}
