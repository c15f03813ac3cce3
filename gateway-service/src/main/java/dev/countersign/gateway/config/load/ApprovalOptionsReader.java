package dev.countersign.gateway.config.load;

import dev.countersign.evidence.record.ApprovalTerms;
import dev.countersign.gateway.config.ApprovalOptions;
import dev.countersign.gateway.config.ApprovalOptions.BreakGlass;
import dev.countersign.gateway.config.ApprovalOptions.Minimum;
import dev.countersign.gateway.config.ApprovalOptions.Owners;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue;
import dev.countersign.gateway.config.yaml.YamlValue.Mapping;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what an approval asks beyond a number of people.
final class ApprovalOptionsReader {
  static final Set<String> KEYS =
      Set.of(
          "deny-threshold",
          "owners",
          "revokers",
          "requester-reason",
          "comment",
          "max-auth-age",
          "acr",
          "signature",
          "break-glass");
  private static final int MAX_PEOPLE = 20;
  private static final Duration MIN = Duration.ofSeconds(1);
  private static final Duration MAX_AUTH_AGE = Duration.ofDays(1);
  private static final Duration MAX_REVIEW = Duration.ofDays(30);

  private final Reading reading;

  ApprovalOptionsReader(Reading reading) {
    this.reading = reading;
  }

  /// The groups of `from` and the minimums that some of them have.
  record Panel(List<String> groups, List<Minimum> minimums) {
    int people() {
      return minimums.stream().mapToInt(Minimum::atLeast).sum();
    }
  }

  /// Reads `from`: names of groups, some with a minimum of their own.
  Panel panel(Section section) {
    List<String> groups = new ArrayList<>();
    List<Minimum> minimums = new ArrayList<>();
    for (YamlValue item : section.requiredList("from", "a group's name, or {group, at-least}")) {
      if (item instanceof Mapping) {
        reading
            .section(item, "a group of 'from'", Set.of("group", "at-least"))
            .flatMap(ApprovalOptionsReader::minimum)
            .ifPresent(minimum -> {
              groups.add(minimum.group());
              minimums.add(minimum);
            });
      } else if (item instanceof Text text && !text.text().isBlank()) {
        groups.add(text.text());
      } else {
        section.mistake("from", "an entry of 'from' is no group", "a name or {group, at-least}");
      }
    }
    if (minimums.size() > ApprovalTerms.MAX_MINIMUMS) {
      section.mistake(
          "from", minimums.size() + " minimums", "at most " + ApprovalTerms.MAX_MINIMUMS);
    }
    return new Panel(groups.stream().distinct().toList(), minimums);
  }

  private static Optional<Minimum> minimum(Section section) {
    Optional<String> group = section.requiredText("group", "a group's name", Words::message);
    Optional<Integer> least =
        section.requiredText(
            "at-least", "a whole number from 1 to 20", t -> Quantities.count(t, MAX_PEOPLE));
    return group.flatMap(name -> least.map(count -> new Minimum(name, count)));
  }

  ApprovalOptions read(Section section, Panel panel) {
    return new ApprovalOptions(
        panel.minimums(),
        section
            .text(
                "deny-threshold",
                "a whole number from 1 to 20",
                t -> Quantities.count(t, MAX_PEOPLE))
            .orElse(1),
        owners(section),
        names(section, "revokers", "a group's name"),
        isRequired(section, "requester-reason"),
        isRequired(section, "comment"),
        duration(section, "max-auth-age", MAX_AUTH_AGE).orElse(null),
        names(section, "acr", "an authentication context"),
        section.text("signature", "webauthn", ApprovalOptionsReader::webauthn).orElse(false),
        section
            .section("break-glass", "'break-glass'", Set.of("groups", "reviewers", "review-within"))
            .flatMap(this::breakGlass)
            .orElse(null));
  }

  private List<Owners> owners(Section section) {
    List<Owners> owners = new ArrayList<>();
    section
        .list("owners", "{of, owners}")
        .forEach(item ->
            reading
                .section(item, "an entry of 'owners'", Set.of("of", "owners"))
                .flatMap(entry -> {
                  entry.required("owners", "a list of people's ids");
                  return entry
                      .requiredText("of", "an actor's or subject's id", Words::message)
                      .map(of -> new Owners(of, names(entry, "owners", "a person's id")));
                })
                .ifPresent(owners::add));
    return owners;
  }

  private Optional<BreakGlass> breakGlass(Section section) {
    section.required("groups", "groups whose members may break the glass");
    section.required("reviewers", "groups whose members review it afterwards");
    Duration within = duration(section, "review-within", MAX_REVIEW).orElse(Duration.ofHours(24));
    List<String> groups = names(section, "groups", "a group's name");
    List<String> reviewers = names(section, "reviewers", "a group's name");
    return groups.isEmpty() || reviewers.isEmpty()
        ? Optional.empty()
        : Optional.of(new BreakGlass(Set.copyOf(groups), reviewers, within));
  }

  private static List<String> names(Section section, String key, String expected) {
    return section.texts(key, expected).stream().map(Text::text).distinct().toList();
  }

  private static boolean isRequired(Section section, String key) {
    return section.text(key, "required or optional", ApprovalOptionsReader::required).orElse(false);
  }

  private static boolean required(String text) {
    return switch (text) {
      case "required" -> true;
      case "optional" -> false;
      default -> throw new IllegalArgumentException("neither required nor optional");
    };
  }

  private static boolean webauthn(String text) {
    if (!text.equals("webauthn")) {
      throw new IllegalArgumentException("no known signature");
    }
    return true;
  }

  private static Optional<Duration> duration(Section section, String key, Duration max) {
    return section.text(
        key,
        "a duration from 1s to %dd, for example 15m".formatted(max.toDays()),
        text -> Quantities.duration(text, MIN, max));
  }
}
