package dev.countersign.gateway.masking;

import dev.countersign.gateway.access.ViewForCleared;
import dev.countersign.gateway.config.Masking;
import dev.countersign.masking.MaskingException;
import dev.countersign.masking.MediaKind;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The views of a call's arguments that clearances make a difference to.
///
/// Of up to three clearances every combination has a view; of more, each of the first seven by
/// itself, and who has several sees by one of them. So a call has seven views at most beside that
/// for everybody. A view that shows no more than one that takes fewer clearances is left out.
final class ClearedViews {
  static final int MAX_VIEWS = 7;

  private static final int MAX_COMBINED = 3;

  private ClearedViews() {}

  /// @param everybody what everybody is shown
  static List<ViewForCleared> of(Masking masking, byte[] arguments, byte[] everybody) {
    List<Set<String>> clearances = masking.clearances();
    Map<Set<Set<String>>, byte[]> views = new LinkedHashMap<>();
    views.put(Set.of(), everybody);
    for (Set<Set<String>> cleared : combinations(clearances)) {
      byte[] shown = shown(masking, cleared, arguments).orElse(everybody);
      boolean isKnown =
          views.entrySet().stream()
              .filter(fewer -> cleared.containsAll(fewer.getKey()))
              .anyMatch(fewer -> Arrays.equals(fewer.getValue(), shown));
      if (!isKnown) {
        views.put(cleared, shown);
      }
    }
    return views.entrySet().stream()
        .skip(1)
        .map(view -> new ViewForCleared(names(view.getKey()), view.getValue()))
        .toList();
  }

  private static List<Set<Set<String>>> combinations(List<Set<String>> clearances) {
    int count = clearances.size();
    if (count > MAX_COMBINED) {
      return clearances.stream().limit(MAX_VIEWS).map(Set::of).toList();
    }
    return IntStream.range(1, 1 << count)
        .boxed()
        .sorted(Comparator.comparingInt(Integer::bitCount))
        .map(chosen ->
            IntStream.range(0, count)
                .filter(i -> (chosen >> i & 1) == 1)
                .mapToObj(clearances::get)
                .collect(Collectors.toSet()))
        .toList();
  }

  private static Optional<byte[]> shown(
      Masking masking, Set<Set<String>> cleared, byte[] arguments) {
    try {
      return Optional.of(masking.policy().maskFor(MediaKind.JSON, cleared, arguments).bytes());
    } catch (MaskingException e) {
      return Optional.empty();
    }
  }

  private static List<List<String>> names(Set<Set<String>> cleared) {
    return cleared.stream()
        .map(groups -> groups.stream().sorted().toList())
        .sorted(Comparator.comparing(Object::toString))
        .toList();
  }
}
