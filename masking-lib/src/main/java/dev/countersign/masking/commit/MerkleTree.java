package dev.countersign.masking.commit;

/// The root over a row of leaves (RFC 9162 §2.1.1), of which only the roots of perfect subtrees are
/// held: one for each bit of their number.
final class MerkleTree {

  private static final int MAX_HEIGHT = 63;

  private final Sha256 sha;
  private final byte[] roots = new byte[MAX_HEIGHT * Sha256.LENGTH];
  private final byte[] hash = new byte[Sha256.LENGTH];
  private long size;

  MerkleTree(Sha256 sha) {
    this.sha = sha;
  }

  void clear() {
    size = 0;
  }

  long size() {
    return size;
  }

  void append(byte[] leaf, int at) {
    System.arraycopy(leaf, at, hash, 0, Sha256.LENGTH);
    int height = 0;
    for (; (size >>> height & 1) == 1; height++) {
      join(height);
    }
    System.arraycopy(hash, 0, roots, height * Sha256.LENGTH, Sha256.LENGTH);
    size++;
  }

  /// Writes the root to `out`.
  void root(byte[] out, int at) {
    if (size == 0) {
      sha.beginNothing().end(out, at);
      return;
    }
    int height = Long.numberOfTrailingZeros(size);
    System.arraycopy(roots, height * Sha256.LENGTH, hash, 0, Sha256.LENGTH);
    for (height++; height < MAX_HEIGHT; height++) {
      if ((size >>> height & 1) == 1) {
        join(height);
      }
    }
    System.arraycopy(hash, 0, out, at, Sha256.LENGTH);
  }

  /// Puts the subtree of that height to the left of the hash.
  private void join(int height) {
    sha.begin(Sha256.NODE)
        .bytes(roots, height * Sha256.LENGTH, Sha256.LENGTH)
        .bytes(hash)
        .end(hash, 0);
  }
}
