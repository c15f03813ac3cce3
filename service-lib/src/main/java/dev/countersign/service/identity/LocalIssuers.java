package dev.countersign.service.identity;

import java.util.List;

/// The issuers within this process, for whoever makes the verifier.
@FunctionalInterface
public interface LocalIssuers {
  List<LocalIssuer> all();
}
