package dev.countersign.audit;

import dev.countersign.evidence.log.InclusionProof;
import dev.countersign.evidence.note.Checkpoint;
import dev.countersign.evidence.note.NoteKey;
import dev.countersign.evidence.note.SignedNote;
import dev.countersign.evidence.record.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A reader of a tiled log that knows C2SP `tlog-tiles`, the log's key and an address, and nothing
/// of this product: names of tiles, widths and hashes are computed here, from the specification.
final class TileClient {
  private static final int WIDTH = 256;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI prefix;
  private final Map<String, byte[]> tiles = new HashMap<>();
  final Checkpoint checkpoint;

  TileClient(URI prefix, NoteKey log) {
    this.prefix = prefix;
    SignedNote note = SignedNote.parse(get("checkpoint"));
    if (!note.isSignedBy(log)) {
      throw new AssertionError("checkpoint: not signed by " + log.text());
    }
    this.checkpoint = Checkpoint.parse(note.text());
  }

  byte[] get(String path) {
    try {
      HttpResponse<byte[]> answer =
          http.send(
              HttpRequest.newBuilder(prefix.resolve(path)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new AssertionError(path + ": " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new AssertionError(path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(path, e);
    }
  }

  /// The root that the tiles lead to.
  Digest root() {
    return Digest.wrap(hash(0, checkpoint.size()));
  }

  /// The hash of a leaf as its tile has it.
  Digest leaf(long index) {
    return Digest.wrap(node(0, index));
  }

  InclusionProof inclusion(long index) {
    List<Digest> path = new ArrayList<>();
    long begin = 0;
    long end = checkpoint.size();
    while (end - begin > 1) {
      long middle = begin + Long.highestOneBit(end - begin - 1);
      boolean left = index < middle;
      path.add(Digest.wrap(left ? hash(middle, end) : hash(begin, middle)));
      begin = left ? begin : middle;
      end = left ? middle : end;
    }
    return new InclusionProof(index, checkpoint.size(), path.reversed());
  }

  /// MTH(D[begin:end]).
  private byte[] hash(long begin, long end) {
    long count = end - begin;
    if (Long.bitCount(count) == 1) {
      return node(Long.numberOfTrailingZeros(count), begin >> Long.numberOfTrailingZeros(count));
    }
    long middle = begin + Long.highestOneBit(count - 1);
    return parent(hash(begin, middle), hash(middle, end));
  }

  /// The `index`-th node of this height, out of the tile that holds it or what it is made of.
  private byte[] node(int height, long index) {
    int level = height / 8;
    if (height % 8 == 0) {
      byte[] tile = tile(level, index / WIDTH);
      int at = (int) (index % WIDTH) * Digest.LENGTH;
      return Arrays.copyOfRange(tile, at, at + Digest.LENGTH);
    }
    return parent(node(height - 1, 2 * index), node(height - 1, 2 * index + 1));
  }

  private byte[] tile(int level, long index) {
    long hashes = checkpoint.size() >> (8 * level);
    long width = Math.min(WIDTH, hashes - index * WIDTH);
    String number = "%03d".formatted(index % 1000);
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      number = "x%03d/".formatted(rest % 1000) + number;
    }
    String path = "tile/%d/%s%s".formatted(level, number, width < WIDTH ? ".p/" + width : "");
    byte[] tile = tiles.computeIfAbsent(path, this::get);
    if (tile.length != width * Digest.LENGTH) {
      throw new AssertionError(path + ": " + tile.length + " bytes");
    }
    return tile;
  }

  private static byte[] parent(byte[] left, byte[] right) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((byte) 1);
      sha.update(left);
      return sha.digest(right);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
