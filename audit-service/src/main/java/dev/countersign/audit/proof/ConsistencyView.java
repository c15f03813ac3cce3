package dev.countersign.audit.proof;

import dev.countersign.evidence.log.ConsistencyProof;
import dev.countersign.evidence.log.TileTree;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Base64;
import java.util.List;

/// The proof that the log of `from` leaves is the beginning of the log of `to` leaves.
///
/// @param proof the hashes of RFC 9162 §2.1.4 in Base64
@Schema(name = "Consistency")
record ConsistencyView(long from, long to, String fromRoot, String toRoot, List<String> proof) {

  static ConsistencyView of(TileTree first, TileTree second) {
    ConsistencyProof proof = second.consistency(first.size());
    return new ConsistencyView(
        first.size(),
        second.size(),
        first.root().toString(),
        second.root().toString(),
        proof.path().stream()
            .map(hash -> Base64.getEncoder().encodeToString(hash.bytes()))
            .toList());
  }
}
