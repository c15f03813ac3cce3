package dev.countersign.gateway.protocol.http;

import dev.countersign.gateway.access.ProblemType;
import dev.countersign.gateway.identity.ProtectedResource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// What an answer 401 says about how to be let in: `WWW-Authenticate` (RFC 6750 §3, RFC 9449 §7.1),
/// with the address of the metadata where there is any (RFC 9728 §5.1).
@Component
class Challenges {
  private final ProtectedResource resource;

  Challenges(ProtectedResource resource) {
    this.resource = resource;
  }

  /// The values of the fields, in order.
  ///
  /// @param path what was asked for
  List<String> of(ProblemType type, String path) {
    String metadata =
        resource
            .metadataOf(connection(path))
            .map(address -> ", resource_metadata=\"" + address + "\"")
            .orElse("");
    List<String> challenges = new ArrayList<>();
    challenges.add("Bearer realm=\"countersign\"" + bearerError(type) + metadata);
    if (!resource.proofAlgorithms().isEmpty()) {
      challenges.add(
          "DPoP realm=\"countersign\", algs=\"%s\"%s"
              .formatted(String.join(" ", resource.proofAlgorithms()), proofError(type)));
    }
    return challenges;
  }

  // RFC 6750 §3: no error code where the request carried no token at all.
  private static String bearerError(ProblemType type) {
    return type == ProblemType.INVALID_TOKEN ? ", error=\"invalid_token\"" : "";
  }

  private static String proofError(ProblemType type) {
    return switch (type) {
      case INVALID_TOKEN -> ", error=\"invalid_token\"";
      case INVALID_PROOF -> ", error=\"invalid_dpop_proof\"";
      default -> "";
    };
  }

  private static String connection(String path) {
    int end = path.indexOf('/', 1);
    String first = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
    return first.equals("countersign") ? "" : first;
  }
}
