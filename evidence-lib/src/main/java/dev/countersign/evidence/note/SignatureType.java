package dev.countersign.evidence.note;

import java.util.Arrays;
import java.util.Optional;

/// How a key signs notes: the signature types of C2SP `signed-note` that are spoken here.
public enum SignatureType {
  /// Ed25519 over the note's text: how a log signs.
  ED25519(0x01),

  /// Ed25519 over a time and the note's text (C2SP `tlog-cosignature`, version 1): how a witness
  /// signs.
  COSIGNATURE(0x04);

  private final byte code;

  SignatureType(int code) {
    this.code = (byte) code;
  }

  /// The byte that stands for it in keys and key ids.
  byte code() {
    return code;
  }

  static Optional<SignatureType> of(byte code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }
}
