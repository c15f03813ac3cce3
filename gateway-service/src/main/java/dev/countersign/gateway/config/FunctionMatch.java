package dev.countersign.gateway.config;

import java.util.Map;

/// The function that a request calls, with the path variables it calls it by, decoded, in order.
public record FunctionMatch(ConnectionFunction function, Map<String, String> variables) {}
