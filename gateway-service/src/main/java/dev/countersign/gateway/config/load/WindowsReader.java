package dev.countersign.gateway.config.load;

import dev.countersign.gateway.config.rule.TimeWindow;
import dev.countersign.gateway.config.yaml.Section;
import dev.countersign.gateway.config.yaml.YamlValue;
import dev.countersign.gateway.config.yaml.YamlValue.Sequence;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads time windows: one, or a list of them.
final class WindowsReader {
  private static final Set<String> KEYS = Set.of("days", "from", "to", "zone");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])");
  private static final String DAY = "a day (mon, tue, …) or days such as mon-fri";

  private final Reading reading;

  WindowsReader(Reading reading) {
    this.reading = reading;
  }

  List<TimeWindow> read(Section grant) {
    List<TimeWindow> windows = new ArrayList<>();
    grant.value("during").stream()
        .flatMap(value ->
            value instanceof Sequence(List<YamlValue> items, _) ? items.stream() : stream(value))
        .forEach(item ->
            reading
                .section(item, "a time window", KEYS)
                .flatMap(this::readOne)
                .ifPresent(windows::add));
    if (windows.isEmpty()
        && grant.value("during").orElse(null) instanceof Sequence(var items, _)
        && items.isEmpty()) {
      grant.mistake("during", "'during' is an empty list", "at least one time window");
    }
    return windows;
  }

  private static Stream<YamlValue> stream(YamlValue value) {
    return Stream.of(value);
  }

  private Optional<TimeWindow> readOne(Section section) {
    Set<DayOfWeek> days = days(section);
    String time = "a time such as 08:30";
    LocalTime from = section.text("from", time, WindowsReader::time).orElse(LocalTime.MIDNIGHT);
    LocalTime to =
        section.text("to", time + ", up to 24:00", WindowsReader::end).orElse(LocalTime.MIDNIGHT);
    if (from.equals(to) && !from.equals(LocalTime.MIDNIGHT)) {
      section.mistake("to", "the window ends when it begins", "another time");
    }
    return section
        .requiredText("zone", "a time zone such as Europe/Berlin or UTC", WindowsReader::zone)
        .map(zone -> new TimeWindow(days, from, to, zone));
  }

  private Set<DayOfWeek> days(Section section) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    section
        .texts("days", DAY)
        .forEach(text -> {
          Set<DayOfWeek> read = days(text.text());
          if (read.isEmpty()) {
            reading.mistakes().add(text.place(), "'%s' is no day".formatted(text.text()), DAY);
          }
          days.addAll(read);
        });
    return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
  }

  // A range may go across the end of the week: sat-mon.
  private static Set<DayOfWeek> days(String text) {
    String[] ends = text.split("-", 2);
    int first = DAYS.indexOf(ends[0]);
    int last = ends.length == 1 ? first : DAYS.indexOf(ends[1]);
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (first >= 0 && last >= 0) {
      for (int day = first; ; day = (day + 1) % DAYS.size()) {
        days.add(DayOfWeek.of(day + 1));
        if (day == last) {
          break;
        }
      }
    }
    return days;
  }

  private static LocalTime time(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'%s' is no time".formatted(Words.shortened(text)));
    }
    return LocalTime.of(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private static LocalTime end(String text) {
    return text.equals("24:00") ? LocalTime.MIDNIGHT : time(text);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'%s' is no time zone".formatted(Words.shortened(text)), e);
    }
  }
}
