package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.rule.Quota;
import dev.countersign.gateway.config.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.util.unit.DataSize;

/// Reads the quotas of one connection.
final class QuotasReader {
  private static final Set<String> KEYS = Set.of("name", "functions", "calls", "volume", "per");
  private static final int MAX_CALLS = 1_000_000_000;
  private static final DataSize MAX_VOLUME = DataSize.ofTerabytes(1);
  private static final int MAX_QUOTAS = 16;

  private final Reading reading;
  private final FunctionNames functions;
  private final DistinctNames names = new DistinctNames();

  QuotasReader(Reading reading, FunctionNames functions) {
    this.reading = reading;
    this.functions = functions;
  }

  List<Quota> read(Section connection) {
    List<Quota> quotas = new ArrayList<>();
    connection
        .list("quotas", "quotas")
        .forEach(item ->
            reading.section(item, "a quota", KEYS).flatMap(this::readOne).ifPresent(quotas::add));
    if (quotas.size() > MAX_QUOTAS) {
      connection.mistake("quotas", quotas.size() + " quotas", "at most " + MAX_QUOTAS);
    }
    return quotas;
  }

  private Optional<Quota> readOne(Section section) {
    Optional<String> name =
        section.requiredText("name", Words.RULE_NAME, text -> names.claim(Words.ruleName(text)));
    Set<String> scope = functions.scope(section);
    Optional<Integer> calls =
        section.text(
            "calls", "a whole number from 1 on", text -> Quantities.count(text, MAX_CALLS));
    Optional<Long> volume =
        section.text(
            "volume", "a size such as 10MB", text -> Quantities.size(text, MAX_VOLUME).toBytes());
    if (!section.has("calls") && !section.has("volume")) {
      section.mistake("a quota of nothing", "calls, volume or both");
    }
    Optional<Duration> per =
        section.requiredText(
            "per",
            "a duration from 1s to 1d, for example 1h",
            text -> Quantities.duration(text, Duration.ofSeconds(1), Duration.ofDays(1)));
    if (name.isEmpty() || per.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Quota(name.get(), scope, calls.orElse(null), volume.orElse(null), per.get()));
  }
}
