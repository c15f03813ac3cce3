package dev.countersign.gateway.config.rule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/// Hours of some days of the week, by the clocks of a place.
///
/// A window that ends no later than it begins goes across midnight and belongs to the day on which
/// it begins. The clock on the wall counts: an hour that a change to summer time leaves out is in
/// no window, one that comes twice is in it twice.
///
/// @param days on which the window begins
/// @param from included
/// @param to not included; midnight is the end of the day
public record TimeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  public TimeWindow {
    days = Set.copyOf(days);
  }

  /// Whether the window is open at that time.
  public boolean contains(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    LocalTime time = local.toLocalTime();
    DayOfWeek day = local.getDayOfWeek();
    boolean endsWithTheDay = to.equals(LocalTime.MIDNIGHT);
    if (endsWithTheDay || from.isBefore(to)) {
      return days.contains(day) && !time.isBefore(from) && (endsWithTheDay || time.isBefore(to));
    }
    return time.isBefore(to)
        ? days.contains(day.minus(1))
        : days.contains(day) && !time.isBefore(from);
  }
}
