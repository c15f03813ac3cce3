package dev.countersign.quickstart.drive;

import dev.countersign.quickstart.drive.CallResult.Kind;
import dev.countersign.quickstart.rest.Http;
import dev.countersign.quickstart.rest.Reply;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Asks the audit-service, as an auditor, what it holds about the calls of a drive.
final class Accounting {
  private static final int PAGE = 1000;
  private static final int PATIENCE = 40;
  private static final long PAUSE_MILLIS = 750;

  private final Http http;
  private final String audit;
  private final FreshToken auditor;

  Accounting(Http http, String audit, FreshToken auditor) {
    this.http = http;
    this.audit = audit;
    this.auditor = auditor;
  }

  /// How the calls stand in the evidence.
  ///
  /// @param complete calls with intent and outcome, or with a refusal
  /// @param missing calls without a complete account, each with what is missing
  record Account(int complete, Map<String, String> missing) {}

  /// Waits until every call is complete, or until nothing has changed for half a minute.
  Account settle(String subject, Instant since, List<CallResult> results, Consumer<String> progress)
      throws IOException, InterruptedException {
    Account account = new Account(-1, Map.of());
    for (int unchanged = 0; unchanged < PATIENCE; unchanged++) {
      Account now = account(entries(subject, since), results);
      if (now.missing().isEmpty()) {
        return now;
      }
      if (now.complete() > account.complete()) {
        unchanged = 0;
      }
      account = now;
      progress.accept(now.complete() + " of " + results.size() + " calls in the evidence");
      Pause.millis(PAUSE_MILLIS);
    }
    return account;
  }

  static Account account(Map<String, JsonNode> entries, List<CallResult> results) {
    var missing = new HashMap<String, String>();
    int complete = 0;
    int nameless = 0;
    for (CallResult result : results) {
      if (result.call().isEmpty()) {
        missing.put("call without id " + ++nameless, result.kind() + " " + result.reason());
        continue;
      }
      String lack = lack(result.kind(), entries.get(result.call()));
      if (lack.isEmpty()) {
        complete++;
      } else {
        missing.put(result.call(), lack);
      }
    }
    return new Account(complete, missing);
  }

  private static String lack(Kind kind, @org.jspecify.annotations.Nullable JsonNode entry) {
    if (entry == null) {
      return "no record at all";
    }
    if (has(entry, "refusal")) {
      return kind == Kind.PERMITTED ? "answered, but recorded as refused" : "";
    }
    if (!has(entry, "intent")) {
      return kind == Kind.HELD ? "" : "no intent";
    }
    return has(entry, "outcome") ? "" : "no outcome";
  }

  private static boolean has(JsonNode entry, String leaf) {
    return entry.path(leaf).isNumber();
  }

  private Map<String, JsonNode> entries(String subject, Instant since)
      throws IOException, InterruptedException {
    var entries = new HashMap<String, JsonNode>();
    String cursor = "";
    do {
      JsonNode page = page(subject, since, cursor);
      page.path("items")
          .valueStream()
          .forEach(item -> entries.put(item.path("call").asString(""), item));
      cursor = page.path("next").asString("");
    } while (!cursor.isEmpty());
    return entries;
  }

  private JsonNode page(String subject, Instant since, String cursor)
      throws IOException, InterruptedException {
    String query =
        "?limit="
            + PAGE
            + "&from="
            + since
            + "&subject="
            + encoded(subject)
            + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor));
    Reply reply = http.get(audit + "/api/v1/calls" + query, Http.bearer(auditor.reveal()));
    if (reply.status() != 200) {
      throw new IOException("the audit-service answered " + reply.brief());
    }
    return reply.json();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
