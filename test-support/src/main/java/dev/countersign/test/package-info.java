/// What tests stand on: a real PostgreSQL, a real Kafka broker, an issuer of tokens, the house
/// rules.
///
/// Start here: [TestPostgres], [TestKafka], [TestIssuer], [ServiceProperties], [HouseRules].
@NullMarked
package dev.countersign.test;

import org.jspecify.annotations.NullMarked;
