package dev.countersign.evidence.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ProofCheckTest {

  static final Iterable<String> PROOFS = ProofCheck.SEEDS;

  @ParameterizedTest
  @FieldSource("PROOFS")
  void holdsForProofsToBeginWith(String proof) {
    ProofCheck.check(proof.getBytes(UTF_8));
    ProofCheck.check((proof + "\0{\"a\":\"b\"}").getBytes(UTF_8));
  }

  @Test
  void holdsForNothing() {
    ProofCheck.check(new byte[0]);
  }
}
