package dev.countersign.service.sealing;

import dev.countersign.evidence.record.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A view of a call's arguments for reviewers with clearances, sealed for the approval-service, as
/// it stands in a signed approval request.
///
/// The digest is a commitment to the view under a salt that only its reader learns: it tells
/// nothing, and names the view on the record.
///
/// @param clearances who may see it: whoever is in one group of each
/// @param digest SHA-256 of salt and view, by which it is named
/// @param sealed salt and view, base64url
public record ClearedView(List<List<String>> clearances, Digest digest, String sealed) {
  private static final int SALT_LENGTH = 16;
  private static final byte[] INFO =
      "countersign approval view v1".getBytes(StandardCharsets.UTF_8);

  public ClearedView {
    clearances = clearances.stream().map(List::copyOf).toList();
  }

  /// Seals a view of one approval.
  ///
  /// @param publicKey the approval-service's
  public static ClearedView seal(
      String approval,
      List<List<String>> clearances,
      byte[] view,
      byte[] publicKey,
      SecureRandom random) {
    byte[] salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    byte[] content = ByteBuffer.allocate(SALT_LENGTH + view.length).put(salt).put(view).array();
    byte[] sealed = SealedBox.seal(publicKey, INFO, place(approval, clearances), content);
    return new ClearedView(
        clearances,
        Digest.of(content),
        Base64.getUrlEncoder().withoutPadding().encodeToString(sealed));
  }

  /// The view, which was sealed for this approval and these clearances.
  ///
  /// @throws SealedBox.BrokenBoxException where it is not that
  public byte[] open(String approval, SealedBox.Key key) {
    byte[] content = key.open(INFO, place(approval, clearances), bytes());
    if (content.length < SALT_LENGTH || !Digest.of(content).equals(digest)) {
      throw new SealedBox.BrokenBoxException("not the view that its digest names");
    }
    return Arrays.copyOfRange(content, SALT_LENGTH, content.length);
  }

  private byte[] bytes() {
    try {
      return Base64.getUrlDecoder().decode(sealed);
    } catch (IllegalArgumentException e) {
      throw new SealedBox.BrokenBoxException("not base64url");
    }
  }

  // Bound to its clearances: a view for few cannot be passed off as one for many.
  private static byte[] place(String approval, List<List<String>> clearances) {
    StringBuilder place = new StringBuilder(approval);
    for (List<String> groups : clearances) {
      place.append('\n').append(groups.size());
      groups.forEach(group -> place.append(' ').append(group.length()).append(':').append(group));
    }
    return place.toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Leaves the sealed view out.
  @Override
  public String toString() {
    return "ClearedView[" + digest + "]";
  }
}
