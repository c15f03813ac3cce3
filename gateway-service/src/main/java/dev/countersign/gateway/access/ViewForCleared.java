package dev.countersign.gateway.access;

import java.util.List;

/// Masked arguments as people with certain clearances may see them.
///
/// @param clearances who may: whoever is in one group of each; groups in order
/// @param shown the masked arguments, canonical JSON
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record ViewForCleared(List<List<String>> clearances, byte[] shown) {
  public ViewForCleared {
    clearances = clearances.stream().map(List::copyOf).toList();
  }
}
