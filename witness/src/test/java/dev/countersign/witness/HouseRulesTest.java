package dev.countersign.witness;

import dev.countersign.test.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  @Test
  void theHouseRulesHold() {
    HouseRules.check("dev.countersign.witness");
    HouseRules.checkFreeOfSpring("dev.countersign.witness");
  }
}
