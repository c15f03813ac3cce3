package dev.countersign.gateway.enforcement;

import java.util.Locale;

/// Content types as they are passed on: the type and that it is UTF-8, no other parameter, since a
/// parameter could carry data past the masking.
final class ContentTypes {
  private static final String JSON = "application/json";

  private ContentTypes() {}

  static String withoutExtras(String contentType) {
    if (contentType.equals(JSON)) {
      return JSON;
    }
    String lower = contentType.toLowerCase(Locale.ROOT);
    int end = lower.indexOf(';');
    String type = (end < 0 ? lower : lower.substring(0, end)).strip();
    // Any charset but UTF-8, or its subset, is not masked in the first place.
    return end >= 0 && lower.indexOf("charset", end) > 0 ? type + ";charset=utf-8" : type;
  }
}
