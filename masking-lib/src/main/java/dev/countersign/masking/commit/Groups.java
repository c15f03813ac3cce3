package dev.countersign.masking.commit;

import java.util.Arrays;

/// The hidden values of one body, group by group: each hashed under a salt of its own.
///
/// The hashes of the segment that is under way are held until it ends, and those of the whole body
/// up to a limit, for a proof.
final class Groups {

  private static final int SALT = 16;
  private static final int GATHERED = 4 * 1024;
  private static final int SALTS_INPUT = 1 + CommitmentKey.HALF + 8;

  private final Sha256 sha = new Sha256(GATHERED);
  private final Sha256 salts;
  private final int max;
  private final byte[] saltsInput = new byte[SALTS_INPUT];
  private final byte[] saltPair = new byte[Sha256.LENGTH];
  private final Bytes lengths = new Bytes(128);
  private final Bytes segment = new Bytes(Sha256.LENGTH);
  private final Bytes body = new Bytes(Sha256.LENGTH);
  private final Bytes firstHoles = new Bytes(4);
  private int holesPerGroup = 1;
  private int holes;
  private long holesBefore;
  private long holeBytes;
  private long count;

  /// @param salts a hash that nobody uses meanwhile
  /// @param max of how many groups the hashes are kept
  Groups(Sha256 salts, int max) {
    this.salts = salts;
    this.max = max;
  }

  void begin(CommitmentKey key, int perGroup) {
    key.copyHoleKey(saltsInput, 1);
    saltsInput[0] = Sha256.GROUP_SALTS;
    holesPerGroup = perGroup;
    holes = 0;
    holesBefore = 0;
    count = 0;
    firstHoles.clear();
    lengths.clear();
    segment.clear();
    body.clear();
  }

  /// Wipes the key and the values.
  void forget() {
    sha.forget();
    Arrays.fill(saltsInput, (byte) 0);
    Arrays.fill(saltPair, (byte) 0);
  }

  /// Begins the next value.
  void hole(byte[] value, int off, int len) {
    if (holes == holesPerGroup) {
      endGroup();
    }
    if (holes++ == 0) {
      sha.begin(Sha256.GROUP).bytes(saltPair(count), saltAt(count), SALT);
      if (count < max) {
        firstHoles.addInt(holesBefore);
      }
    } else {
      lengths.addLong(holeBytes);
    }
    sha.bytes(value, off, len);
    holeBytes = len;
  }

  /// Takes more of the value that was begun last.
  void more(byte[] value, int off, int len) {
    sha.bytes(value, off, len);
    holeBytes += len;
  }

  private void endGroup() {
    lengths.addLong(holeBytes);
    sha.bytes(lengths.array(), 0, lengths.length()).u32(holes);
    int at = segment.grow(Sha256.LENGTH);
    sha.end(segment.array(), at);
    if (count < max) {
      body.add(segment.array(), at, Sha256.LENGTH);
    }
    lengths.clear();
    holesBefore += holes;
    holes = 0;
    count++;
  }

  /// Ends the groups of a segment and gives their hashes to its leaf.
  void endSegment(Sha256 leaf) {
    if (holes > 0) {
      endGroup();
    }
    leaf.bytes(segment.array(), 0, segment.length());
    segment.clear();
  }

  /// Forgets the key.
  void end() {
    Arrays.fill(saltsInput, (byte) 0);
    Arrays.fill(saltPair, (byte) 0);
  }

  long count() {
    return count;
  }

  /// The hashes that are kept, one after the other.
  byte[] kept() {
    return Arrays.copyOf(body.array(), body.length());
  }

  /// Where each group that is kept begins, counted in holes.
  int[] firstHoles() {
    int[] first = new int[firstHoles.length() / 4];
    Arrays.setAll(first, group -> Bytes.intAt(firstHoles.array(), 4 * group));
    return first;
  }

  private byte[] saltPair(long group) {
    if (saltAt(group) == 0) {
      pair(salts, saltsInput, group, saltPair);
    }
    return saltPair;
  }

  private static int saltAt(long group) {
    return (int) (group & 1) * SALT;
  }

  private static void pair(Sha256 sha, byte[] input, long group, byte[] out) {
    Bytes.putLong(input, SALTS_INPUT - 8, group >>> 1);
    sha.begin(Sha256.GROUP_SALTS).bytes(input, 1, SALTS_INPUT - 1).end(out, 0);
  }

  /// The salt of one group, for who opens it.
  static byte[] salt(CommitmentKey key, long group) {
    byte[] input = new byte[SALTS_INPUT];
    key.copyHoleKey(input, 1);
    byte[] pair = new byte[Sha256.LENGTH];
    pair(new Sha256(Sha256.SHORT), input, group, pair);
    return Arrays.copyOfRange(pair, saltAt(group), saltAt(group) + SALT);
  }
}
