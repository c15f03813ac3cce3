/// The Merkle log: hashes, inclusion and consistency proofs of RFC 9162 §2.1, and the tiles of C2SP
/// `tlog-tiles` that let a log of any size be proven with a handful of reads.
///
/// Start here: [TreeBuilder] appends, [TileTree] proves, [InclusionProof] and [ConsistencyProof]
/// verify. [TilePath], [EntryBundle], [ProofFile] and [AddCheckpoint] are how all that travels.
@NullMarked
package dev.countersign.evidence.log;

import org.jspecify.annotations.NullMarked;
