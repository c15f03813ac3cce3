package dev.countersign.evidence.verify;

import dev.countersign.evidence.bundle.BundlePolicy;
import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.CallIntent;
import java.util.LinkedHashMap;
import java.util.Map;

/// Checks that each policy document is the one that its name and the intents cite.
///
/// It keeps the digests of the policies that intents cite, at most 65,536 of them.
final class PolicyCheck {
  private static final int MAX_CITED = 65_536;

  private final Map<Digest, SignedRecord> cited = new LinkedHashMap<>();
  private final Findings findings;
  private int documents;

  PolicyCheck(Findings findings) {
    this.findings = findings;
  }

  int documents() {
    return documents;
  }

  void accept(SignedRecord record) {
    if (record.record().body() instanceof CallIntent intent && cited.size() < MAX_CITED) {
      cited.putIfAbsent(intent.decision().policy(), record);
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
    cited.forEach((policy, intent) ->
        findings.add(
            FindingKind.POLICY_MISSING, intent, "the document of " + policy, "not included"));
  }
}
