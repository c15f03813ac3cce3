package dev.countersign.evidence.verify;

import dev.countersign.evidence.record.Digest;
import dev.countersign.evidence.record.RecordBody.CallOutcome;
import dev.countersign.evidence.record.RecordBody.Commitment;
import dev.countersign.evidence.record.RecordBody.Response;
import dev.countersign.evidence.record.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes what stands for all that an outcome says of its call: two outcomes of a call have the same
/// mark only when every member is the same.
///
/// The members are written one behind the other, each with its length and whether it is there. That
/// is the mark, or where it is long, its digest, which is shorter than any members are. It is of no
/// use outside a verification. Not safe for use by several threads.
final class OutcomeMark {
  private static final int LONGEST = 256;

  private final Sha256 sha = new Sha256();
  private ByteBuffer members = ByteBuffer.allocate(1 << 10);

  String of(CallOutcome outcome) {
    members.clear();
    // A pattern, so that a further component cannot be forgotten.
    if (outcome
        instanceof
        CallOutcome(
            _,
            var intent,
            var status,
            var upstreamStatus,
            var callerStatus,
            var response,
            var holes,
            var failure,
            var durationMicros,
            var rules)) {
      put(intent);
      room(1).put((byte) status.ordinal());
      put(upstreamStatus);
      put(callerStatus);
      put(response);
      put(holes);
      put(failure);
      put(durationMicros);
      put(rules);
    }
    return members.position() <= LONGEST
        ? text(members.array(), members.position())
        : text(sha.of(members.array(), 0, members.position()).bytes(), Digest.LENGTH);
  }

  private static String text(byte[] bytes, int length) {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private void put(@Nullable Response response) {
    mark(response);
    if (response instanceof Response(var original, var masked, var bytes, var commitment)) {
      put(original);
      put(masked);
      put(bytes);
      put(commitment);
    }
  }

  private void put(@Nullable Commitment commitment) {
    mark(commitment);
    if (commitment instanceof Commitment(var root, var segments, var policy)) {
      put(root);
      put(segments);
      put(policy);
    }
  }

  private void put(@Nullable Map<String, Integer> holes) {
    mark(holes);
    if (holes != null) {
      put(holes.size());
      for (var hole : holes.entrySet()) {
        put(hole.getKey());
        put(hole.getValue());
      }
    }
  }

  private void put(@Nullable List<String> texts) {
    mark(texts);
    if (texts != null) {
      put(texts.size());
      texts.forEach(this::put);
    }
  }

  private void put(@Nullable String text) {
    mark(text);
    if (text != null) {
      put(text.length());
      room(Character.BYTES * text.length());
      for (int i = 0; i < text.length(); i++) {
        members.putChar(text.charAt(i));
      }
    }
  }

  private void put(@Nullable Digest digest) {
    mark(digest);
    if (digest != null) {
      room(Digest.LENGTH).put(digest.bytes());
    }
  }

  private void put(@Nullable Number number) {
    mark(number);
    if (number != null) {
      room(Long.BYTES).putLong(number.longValue());
    }
  }

  private void mark(@Nullable Object member) {
    room(1).put((byte) (member == null ? 0 : 1));
  }

  private ByteBuffer room(int count) {
    if (members.remaining() < count) {
      int size = Math.max(2 * members.capacity(), members.position() + count);
      members = ByteBuffer.allocate(size).put(members.flip());
    }
    return members;
  }
}
