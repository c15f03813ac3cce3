package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.yaml.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Remembers where a secret is written out in the file, because such a file is shown to nobody.
///
/// A secret is by reference when nothing of it stands in the file but references, behind the name
/// of an authentication scheme at most. Anything else counts as written out.
final class LiteralSecrets {
  private static final Pattern BY_REFERENCE =
      Pattern.compile("(?:[A-Za-z][A-Za-z-]{0,15} )?(?:\\$\\{[^}]*})+");

  private final List<Place> places = new ArrayList<>();

  void look(String text, Place place) {
    if (!BY_REFERENCE.matcher(text).matches()) {
      places.add(place);
    }
  }

  List<Integer> lines() {
    return places.stream().map(Place::line).distinct().sorted().toList();
  }
}
