package dev.countersign.gateway.config.rule;

/// Which way the data goes that a guardrail looks at.
public enum Side {
  REQUEST,
  RESPONSE
}
