package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.CanonicalRequest;
import dev.countersign.gateway.config.Connection;
import dev.countersign.gateway.policy.Question;

/// A call that is understood: what is asked, and the request that says exactly that.
record Errand(Call call, Question question, Connection connection, CanonicalRequest canonical) {
  byte[] arguments() {
    return call.operation().arguments().canonicalBytes();
  }

  /// The same, under what the policy obliges to, with the request that is sent.
  Errand under(Connection obliged, CanonicalRequest sent) {
    return new Errand(call, question, obliged, sent);
  }

  String function() {
    return call.operation().function();
  }
}
