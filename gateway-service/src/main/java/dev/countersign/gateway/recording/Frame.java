package dev.countersign.gateway.recording;

/// One piece of what was said, masked: at most 64 KiB.
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Frame(String direction, int index, boolean last, String contentType, byte[] bytes) {}
