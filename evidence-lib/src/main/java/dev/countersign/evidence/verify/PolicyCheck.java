package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundlePolicy;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import dev.countersign.evidence.record.RecordBody.ConfigChanged;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Checks that each policy document is the one that its name says, and that all that intents and
/// loaded configurations cite are there.
///
/// It keeps the digests of those that are cited, at most 65,536 of them.
final class PolicyCheck {
  private static final String CONNECTIONS = "connections";
  private static final int MAX_CITED = 65_536;

  private final Map<Digest, SignedRecord> cited = new LinkedHashMap<>();
  private final Map<Digest, String> withheld = new HashMap<>();
  private final Findings findings;
  private int documents;

  PolicyCheck(Findings findings) {
    this.findings = findings;
  }

  int documents() {
    return documents;
  }

  void accept(SignedRecord record) {
    switch (record.record().body()) {
      case CallIntent intent -> cite(intent.decision().policy(), record);
      case ConfigChanged changed when changed.kind().equals(CONNECTIONS) -> {
        cite(changed.digest(), record);
        if (changed.withheld() != null && withheld.size() < MAX_CITED) {
          withheld.putIfAbsent(changed.digest(), "kept back by its gateway: " + changed.withheld());
        }
      }
      default -> {}
    }
  }

  private void cite(Digest policy, SignedRecord record) {
    if (cited.size() < MAX_CITED) {
      cited.putIfAbsent(policy, record);
    }
  }

  void accept(BundlePolicy policy) {
    documents++;
    Digest found = Digest.of(policy.document());
    if (!found.equals(policy.name())) {
      findings.add(FindingKind.POLICY_ALTERED, "policy " + policy.name(), "policy " + found);
    }
    cited.remove(policy.name());
  }

  void finish() {
    cited.forEach((policy, record) ->
        findings.add(
            FindingKind.POLICY_MISSING,
            record,
            "the document of " + policy,
            withheld.getOrDefault(policy, "not included")));
  }
}
