package dev.countersign.quickstart.drive;

import tools.jackson.databind.JsonNode;

/// One line of a traffic file: what an agent called and what it was answered.
record RecordedCall(
    String session, long seq, String function, JsonNode arguments, JsonNode response) {}
