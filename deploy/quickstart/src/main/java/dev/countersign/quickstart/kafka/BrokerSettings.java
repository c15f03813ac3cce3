package dev.countersign.quickstart.kafka;

import java.nio.file.Path;
import java.util.List;

/// The broker's settings file: one node that is broker and controller, on this machine only.
record BrokerSettings(int port, int controllerPort, Path data) {

  String text() {
    return String.join(
        "\n",
        List.of(
            "# Written at every start; edits are lost.",
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
            "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
            "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
            "controller.listener.names=CONTROLLER",
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs=" + data.toString().replace("\\", "\\\\"),
            "auto.create.topics.enable=false",
            "min.insync.replicas=1",
            "default.replication.factor=1",
            "offsets.topic.replication.factor=1",
            "offsets.topic.num.partitions=3",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "transaction.state.log.num.partitions=3",
            "share.coordinator.state.topic.replication.factor=1",
            "share.coordinator.state.topic.min.isr=1",
            "share.coordinator.state.topic.num.partitions=3",
            "group.initial.rebalance.delay.ms=0",
            // A broker that was killed is let in again after six seconds instead of eleven.
            "broker.session.timeout.ms=6000",
            "broker.heartbeat.interval.ms=500",
            "log.segment.bytes=134217728",
            "log.retention.ms=-1",
            ""));
  }
}
