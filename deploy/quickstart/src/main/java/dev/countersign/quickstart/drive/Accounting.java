package dev.countersign.quickstart.drive;

import dev.countersign.quickstart.drive.CallResult.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Asks the audit-service, as an auditor, what it holds about the calls of a drive.
final class Accounting {
  private static final int PAGE = 1000;
  private static final int PATIENCE = 160;
  private static final int SETTLED = 6;
  private static final long PAUSE_MILLIS = 750;

  private final AuditorReader audit;

  Accounting(AuditorReader audit) {
    this.audit = audit;
  }

  /// How the calls stand in the evidence.
  ///
  /// @param complete calls with intent and outcome, or with a refusal
  /// @param neverForwarded calls that broke before an intent, and that the upstream never saw
  /// @param missing calls without a complete account, each with what is missing
  /// @param sessions the session to which the gateway counted each call
  record Account(
      int complete,
      int neverForwarded,
      Map<String, String> missing,
      Map<String, String> sessions) {}

  /// What the audit-service and the upstream know.
  ///
  /// @param calls the calls by id
  /// @param idByTrace the ids of forwarded calls by trace
  /// @param seen the traces that the upstream saw
  record Known(Map<String, JsonNode> calls, Map<String, String> idByTrace, Set<String> seen) {}

  /// Asks for what the upstream saw.
  @FunctionalInterface
  interface Upstream {
    Set<String> seen() throws IOException, InterruptedException;
  }

  /// How many leaves the log has now.
  long size() throws IOException, InterruptedException {
    return audit.get("/api/v1/status").path("size").asLong(0);
  }

  /// Waits until every call is complete, or until nothing has changed for two minutes. Calls that
  /// broke on the way are looked for by their trace, in the leaves from `leaf` on.
  Account settle(
      String subject,
      Instant since,
      long leaf,
      List<CallResult> results,
      Upstream upstream,
      Consumer<String> progress)
      throws IOException, InterruptedException {
    boolean broken = results.stream().anyMatch(result -> result.call().isEmpty());
    Account account = new Account(-1, 0, Map.of(), Map.of());
    for (int unchanged = 0; unchanged < PATIENCE; unchanged++) {
      var idByTrace = broken ? intents(leaf) : Map.<String, String>of();
      var seen = broken ? upstream.seen() : Set.<String>of();
      Account now = account(new Known(calls(subject, since), idByTrace, seen), results);
      unchanged = now.equals(account) ? unchanged : 0;
      account = now;
      if (now.missing().isEmpty() && (!broken || unchanged >= SETTLED)) {
        return now;
      }
      progress.accept(now.complete() + " of " + results.size() + " calls in the evidence");
      Pause.millis(PAUSE_MILLIS);
    }
    return account;
  }

  static Account account(Known known, List<CallResult> results) {
    var missing = new HashMap<String, String>();
    int complete = 0;
    int neverForwarded = 0;
    var sessions = new HashMap<String, String>();
    for (CallResult result : results) {
      String call = result.call().isEmpty() ? known.idByTrace().get(result.trace()) : result.call();
      if (call == null) {
        if (known.seen().contains(result.trace())) {
          missing.put("trace " + result.trace(), "arrived at the upstream without an intent");
        } else {
          neverForwarded++;
        }
        continue;
      }
      JsonNode entry = known.calls().get(call);
      if (entry != null) {
        sessions.put(call, entry.path("session").asString(""));
      }
      String lack = lack(result.kind(), entry);
      if (lack.isEmpty()) {
        complete++;
      } else {
        missing.put(call, lack);
      }
    }
    return new Account(complete, neverForwarded, missing, sessions);
  }

  private static String lack(Kind kind, @Nullable JsonNode entry) {
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

  private Map<String, JsonNode> calls(String subject, Instant since)
      throws IOException, InterruptedException {
    var calls = new HashMap<String, JsonNode>();
    audit.each(
        "/api/v1/calls?limit="
            + PAGE
            + "&from="
            + since
            + "&subject="
            + AuditorReader.encoded(subject),
        "cursor",
        "",
        item -> calls.put(item.path("call").asString(""), item));
    return calls;
  }

  private Map<String, String> intents(long leaf) throws IOException, InterruptedException {
    var ids = new HashMap<String, String>();
    audit.each(
        "/api/v1/records?type=call.intent&limit=" + PAGE,
        "from-leaf",
        Long.toString(leaf),
        item -> {
          JsonNode body = item.path("record").path("body");
          ids.put(body.path("trace").asString(""), body.path("call").asString(""));
        });
    return ids;
  }
}
