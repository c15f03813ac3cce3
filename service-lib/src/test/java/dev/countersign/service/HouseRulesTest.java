package dev.countersign.service;

import dev.countersign.test.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  @Test
  void theHouseRulesHold() {
    HouseRules.check("dev.countersign.service");
  }
}
