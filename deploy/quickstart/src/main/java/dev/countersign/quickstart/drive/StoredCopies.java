package dev.countersign.quickstart.drive;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Looks through what the suite keeps of a drive, as an auditor, for addresses that had to be
/// hidden.
final class StoredCopies {
  private static final int PAGE = 1000;
  private static final int PATIENCE = 160;
  private static final long PAUSE_MILLIS = 750;

  private final AuditorReader audit;
  private final AuditorReader replay;

  StoredCopies(AuditorReader audit, AuditorReader replay) {
    this.audit = audit;
    this.replay = replay;
  }

  /// What was looked through and what was found in it.
  ///
  /// @param unrecorded calls whose answer is not whole in the recordings
  record Search(int frames, int records, Set<String> addresses, Set<String> unrecorded) {
    boolean isClean() {
      return addresses.isEmpty() && unrecorded.isEmpty();
    }
  }

  /// Looks for the addresses in the recordings of the sessions and in the evidence from a leaf on;
  /// waits for recordings that are still on their way.
  ///
  /// @param sessions the session of each call
  /// @param answered the calls whose answer must stand in the recordings
  Search search(
      Set<String> addresses,
      Map<String, String> sessions,
      Set<String> answered,
      long leaf,
      Consumer<String> progress)
      throws IOException, InterruptedException {
    var found = new HashSet<String>();
    var missing = new HashSet<>(answered);
    var frames = new HashMap<String, Integer>();
    Set<String> unread = Set.copyOf(sessions.values());
    for (int look = 0; look < PATIENCE && !unread.isEmpty(); look++) {
      if (look > 0) {
        progress.accept(missing.size() + " answers are not in the recordings yet");
        Pause.millis(PAUSE_MILLIS);
      }
      for (String session : unread) {
        found.addAll(common(addresses, session(session, missing, frames)));
      }
      unread = missing.stream().map(sessions::get).filter(Objects::nonNull).collect(toSet());
    }
    var records = new AtomicInteger();
    audit.each(
        "/api/v1/records?limit=" + PAGE,
        "from-leaf",
        Long.toString(leaf),
        record -> {
          records.incrementAndGet();
          found.addAll(common(addresses, record.toString()));
        });
    int read = frames.values().stream().mapToInt(Integer::intValue).sum();
    return new Search(read, records.get(), found, missing);
  }

  /// The text of a session's frames, put together; calls that are whole are no longer missing. A
  /// session of which everything was refused has no recording.
  private String session(String session, Set<String> missing, Map<String, Integer> frames)
      throws IOException, InterruptedException {
    var text = new StringBuilder();
    frames.put(session, 0);
    replay.eachIfKnown(
        "/api/v1/sessions/" + AuditorReader.encoded(session) + "/frames?limit=" + PAGE,
        "cursor",
        frame -> {
          frames.merge(session, 1, Integer::sum);
          text.append(text(frame));
          if (frame.path("direction").asString("").equals("response")
              && frame.path("last").asBoolean(false)) {
            missing.remove(frame.path("call").asString(""));
          }
        });
    return text.toString();
  }

  private static String text(JsonNode frame) {
    return frame.has("base64")
        ? new String(
            Base64.getDecoder().decode(frame.path("base64").asString()), StandardCharsets.UTF_8)
        : frame.path("text").asString("");
  }

  private static Set<String> common(Set<String> addresses, String text) {
    Set<String> common = Emails.in(text);
    common.retainAll(addresses);
    return common;
  }
}
