package dev.countersign.gateway.config;

/// The header that opens the upstream's door.
public record Credential(String header, Secret value) {}
