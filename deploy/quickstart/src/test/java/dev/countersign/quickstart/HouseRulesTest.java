package dev.countersign.quickstart;

import dev.countersign.test.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  @Test
  void followsTheRulesOfTheHouse() {
    HouseRules.check("dev.countersign.quickstart");
  }
}
