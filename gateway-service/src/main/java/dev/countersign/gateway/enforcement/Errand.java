package dev.countersign.gateway.enforcement;

import dev.countersign.gateway.access.Call;
import dev.countersign.gateway.access.CanonicalRequest;
import dev.countersign.gateway.config.Connection;

/// A call that is understood: what is asked, and the request that says exactly that.
record Errand(Call call, Connection connection, CanonicalRequest canonical) {
  byte[] arguments() {
    return call.operation().arguments().canonicalBytes();
  }
}
