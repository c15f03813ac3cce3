package dev.countersign.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.countersign.test.HouseRules;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

  @Test
  void modulesUseOnlyWhatTheySayTheyUse() {
    ApplicationModules.of(GatewayService.class).verify();
  }

  @Test
  void theHouseRulesHold() {
    HouseRules.check("dev.countersign.gateway");
  }

  @Test
  void onlyThoseWhoShowThemOpenSecrets() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.countersign.gateway.upstream",
            "dev.countersign.gateway.config.load",
            "dev.countersign.gateway.policy.authzen")
        .should()
        .callMethod(dev.countersign.gateway.config.Secret.class, "reveal")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.countersign.gateway"));
  }
}
