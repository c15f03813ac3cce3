package dev.countersign.masking.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// What a fuzzer's bytes say: which policy, which body, where it is cut, and which bodies were
/// masked before it.
///
/// The first byte, `0` and on, chooses the policy. In the rest the byte 1 and the two behind it
/// plant a secret, `a` and on, written in one of the ways, `0` and on, of [Planted]; 2 cuts the
/// body; and 3 ends a body, behind which the next begins.
record FuzzInput(int policy, List<byte[]> before, byte[] body, int[] cuts) {

  private static final int PLANT = 1;
  private static final int CUT = 2;
  private static final int NEXT = 3;

  static FuzzInput of(byte[] input) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(input.length);
    List<byte[]> before = new ArrayList<>();
    List<Integer> cuts = new ArrayList<>();
    for (int i = 1; i < input.length; i++) {
      switch (input[i]) {
        case PLANT -> {
          if (i + 2 < input.length) {
            body.writeBytes(Planted.encoded(input[i + 1] - 'a', input[i + 2] - '0'));
          }
          i += 2;
        }
        case CUT -> cuts.add(body.size());
        case NEXT -> {
          before.add(body.toByteArray());
          body.reset();
          cuts.clear();
        }
        default -> body.write(input[i]);
      }
    }
    return new FuzzInput(
        input.length == 0 ? 0 : input[0] - '0',
        before,
        body.toByteArray(),
        cuts.stream().mapToInt(Integer::intValue).toArray());
  }
}
