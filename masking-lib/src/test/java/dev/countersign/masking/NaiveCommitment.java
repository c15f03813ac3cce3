package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.masking.commit.CommitmentSettings;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A commitment worked out from both whole bodies, straight from the tables of
/// `docs/design/0003-masking-commitments.md`.
final class NaiveCommitment {

  private static final int MAX_HOLES = 4096;

  private final byte[] viewKey;
  private final byte[] holeKey;
  private final CommitmentSettings settings;
  private final byte[] original;
  private final byte[] masked;
  private final HolePlaces places;
  private long groups;

  private NaiveCommitment(
      byte[] keys, CommitmentSettings settings, byte[] original, Masked masked) {
    this.viewKey = Arrays.copyOf(keys, 32);
    this.holeKey = Arrays.copyOfRange(keys, 32, 64);
    this.settings = settings;
    this.original = original;
    this.masked = masked.bytes();
    this.places = masked.report().places();
  }

  static byte[] root(
      byte[] keys, CommitmentSettings settings, byte[] policy, byte[] original, Masked masked) {
    return new NaiveCommitment(keys, settings, original, masked).root(policy);
  }

  private byte[] root(byte[] policy) {
    List<byte[]> leaves = leaves();
    return hash(
        2,
        "countersign-masking-commitment-v1".getBytes(UTF_8),
        u32(settings.segmentBytes()),
        u32(settings.holesPerGroup()),
        u64(masked.length),
        u64(places.size()),
        u64(leaves.size()),
        policy,
        leaves.isEmpty() ? sha256(new byte[0]) : tree(leaves));
  }

  private static byte[] tree(List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = Integer.highestOneBit(leaves.size() - 1);
    return hash(1, tree(leaves.subList(0, split)), tree(leaves.subList(split, leaves.size())));
  }

  private List<byte[]> leaves() {
    List<byte[]> leaves = new ArrayList<>();
    int at = 0;
    int hole = 0;
    while (at < masked.length || hole < places.size()) {
      int start = at;
      List<Integer> inside = new ArrayList<>();
      while (at - start < settings.segmentBytes() && inside.size() < MAX_HOLES) {
        int next = hole < places.size() ? (int) places.start(hole) : masked.length;
        int room = start + settings.segmentBytes();
        if (next > at) {
          at = Math.min(next, room);
        } else if (hole < places.size()) {
          at = (int) places.end(hole);
          inside.add(hole++);
        } else {
          break;
        }
      }
      leaves.add(leaf(leaves.size(), start, at, inside));
    }
    return leaves;
  }

  private byte[] leaf(long segment, int start, int end, List<Integer> holes) {
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    in.writeBytes(Arrays.copyOf(hash(5, viewKey, u64(segment)), 16));
    in.write(masked, start, end - start);
    for (int hole : holes) {
      in.writeBytes(u32(places.start(hole) - start));
      in.writeBytes(u32(places.end(hole) - places.start(hole)));
      in.writeBytes(u32(places.ruleOf(hole)));
    }
    for (int from = 0; from < holes.size(); from += settings.holesPerGroup()) {
      int to = Math.min(holes.size(), from + settings.holesPerGroup());
      in.writeBytes(group(holes.subList(from, to)));
    }
    in.writeBytes(u32(holes.size()));
    in.writeBytes(u32(end - start));
    return hash(0, in.toByteArray());
  }

  private byte[] group(List<Integer> holes) {
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    byte[] pair = hash(4, holeKey, u64(groups / 2));
    in.write(pair, (int) (groups++ % 2) * 16, 16);
    for (int hole : holes) {
      int from = (int) places.originalStart(hole);
      in.write(original, from, (int) places.originalEnd(hole) - from);
    }
    for (int hole : holes) {
      in.writeBytes(u64(places.originalEnd(hole) - places.originalStart(hole)));
    }
    in.writeBytes(u32(holes.size()));
    return hash(3, in.toByteArray());
  }

  private static byte[] u32(long value) {
    return ByteBuffer.allocate(4).putInt((int) value).array();
  }

  private static byte[] u64(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  private static byte[] hash(int tag, byte[]... parts) {
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    in.write(tag);
    for (byte[] part : parts) {
      in.writeBytes(part);
    }
    return sha256(in.toByteArray());
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
