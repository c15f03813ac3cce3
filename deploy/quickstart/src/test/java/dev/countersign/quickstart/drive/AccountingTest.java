package dev.countersign.quickstart.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.quickstart.drive.Accounting.Account;
import dev.countersign.quickstart.drive.Accounting.Known;
import dev.countersign.quickstart.drive.CallResult.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AccountingTest {
  private final Map<String, JsonNode> entries = new HashMap<>();
  private final Map<String, String> idByTrace = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  @Test
  void aPermittedCallNeedsIntentAndOutcome() {
    entry("whole", "{\"intent\":1,\"outcome\":2}");
    entry("open", "{\"intent\":3}");
    entry("odd", "{\"outcome\":4}");

    Account account =
        account(
            result("whole", Kind.PERMITTED),
            result("open", Kind.PERMITTED),
            result("odd", Kind.PERMITTED),
            result("gone", Kind.PERMITTED));

    assertThat(account.complete()).isEqualTo(1);
    assertThat(account.missing())
        .containsOnly(
            Map.entry("open", "no outcome"),
            Map.entry("odd", "no intent"),
            Map.entry("gone", "no record at all"));
  }

  @Test
  void aRefusedCallNeedsItsRefusal() {
    entry("refused", "{\"refusal\":1}");

    assertThat(account(result("refused", Kind.REFUSED)).missing()).isEmpty();
    assertThat(account(result("refused", Kind.PERMITTED)).missing()).containsKey("refused");
    assertThat(account(result("other", Kind.REFUSED)).missing()).containsKey("other");
  }

  @Test
  void aFailedCallNeedsIntentAndOutcomeToo() {
    entry("failed", "{\"intent\":1,\"outcome\":2}");

    assertThat(account(result("failed", Kind.FAILED)).missing()).isEmpty();
  }

  @Test
  void aCallThatBrokeOnTheWayIsFoundByItsTrace() {
    entry("found", "{\"intent\":1,\"outcome\":2}");
    entry("left open", "{\"intent\":3}");
    idByTrace.put("t1", "found");
    idByTrace.put("t2", "left open");

    Account account = account(broken("t1"), broken("t2"));

    assertThat(account.complete()).isEqualTo(1);
    assertThat(account.missing()).containsOnly(Map.entry("left open", "no outcome"));
  }

  @Test
  void aBrokenCallWithoutIntentMustNotHaveArrived() {
    seen.add("t2");

    Account account = account(broken("t1"), broken("t2"));

    assertThat(account.neverForwarded()).isEqualTo(1);
    assertThat(account.missing())
        .containsOnly(Map.entry("trace t2", "arrived at the upstream without an intent"));
  }

  private Account account(CallResult... results) {
    return Accounting.account(new Known(entries, idByTrace, seen), List.of(results));
  }

  private void entry(String call, String json) {
    entries.put(call, JsonMapper.shared().readTree(json));
  }

  private static CallResult result(String call, Kind kind) {
    return new CallResult(call, "t", kind, "", false, 0, 1);
  }

  private static CallResult broken(String trace) {
    return new CallResult("", trace, Kind.BROKEN, "IOException", false, 0, 1);
  }
}
