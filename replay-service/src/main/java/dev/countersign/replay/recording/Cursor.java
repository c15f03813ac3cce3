package dev.countersign.replay.recording;

import dev.countersign.service.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A place in a list from which the next page goes on; opaque to callers.
///
/// Places are keys, not offsets, so frames that arrive between two pages move nothing.
sealed interface Cursor {
  Pattern SESSION = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  Instant EARLIEST = Instant.EPOCH.minusSeconds(1);
  Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  /// The text under which a caller gives the place back.
  String text();

  /// The place after a session, in a list with the newest first.
  record AfterSession(Instant startedAt, String session) implements Cursor {
    static final AfterSession START = new AfterSession(LATEST, "");

    static AfterSession parse(@Nullable String cursor) {
      return parsed(cursor, 2, START, part -> new AfterSession(time(part[0]), named(part[1])));
    }

    @Override
    public String text() {
      return encoded(startedAt.toString(), session);
    }
  }

  /// The place after a frame, in the order of calls, then request before response, then index.
  record AfterFrame(Instant callStartedAt, UUID call, Direction direction, int index)
      implements Cursor {
    static final AfterFrame START = new AfterFrame(EARLIEST, new UUID(0, 0), Direction.REQUEST, -1);

    static AfterFrame parse(@Nullable String cursor) {
      return parsed(
          cursor,
          4,
          START,
          part ->
              new AfterFrame(
                  time(part[0]),
                  UUID.fromString(part[1]),
                  Direction.parse(part[2]),
                  Integer.parseInt(part[3])));
    }

    @Override
    public String text() {
      return encoded(
          callStartedAt.toString(), call.toString(), direction.text(), Integer.toString(index));
    }
  }

  private static Instant time(String text) {
    Instant time = Instant.parse(text);
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new IllegalArgumentException("time");
    }
    return time;
  }

  private static String named(String text) {
    if (!SESSION.matcher(text).matches()) {
      throw new IllegalArgumentException("session");
    }
    return text;
  }

  private static String encoded(String... parts) {
    byte[] bytes = String.join("|", parts).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static <C extends Cursor> C parsed(
      @Nullable String cursor, int size, C start, Function<String[], C> parser) {
    if (cursor == null) {
      return start;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = text.split("\\|", -1);
      if (parts.length != size) {
        throw new IllegalArgumentException("parts");
      }
      C place = parser.apply(parts);
      if (!place.text().equals(cursor)) {
        throw new IllegalArgumentException("form");
      }
      return place;
    } catch (DateTimeException | IllegalArgumentException e) {
      throw ProblemException.badRequest(
          "cursor: unknown (expected: the member next of a page of the same list)");
    }
  }
}
