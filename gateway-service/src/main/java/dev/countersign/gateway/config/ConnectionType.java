package dev.countersign.gateway.config;

/// What speaks on the other side of a connection.
public enum ConnectionType {
  HTTP
}
