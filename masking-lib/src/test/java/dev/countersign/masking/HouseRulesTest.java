package dev.countersign.masking;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.countersign.masking",
    importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

  @ArchTest
  static final ArchRule needsJavaACipherAndAutomata =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "com.google.re2j..",
              "dk.brics.automaton..",
              "jdk.incubator.vector..",
              "org.bouncycastle.crypto..",
              "org.jspecify..",
              "dev.countersign.masking..");

  @ArchTest
  static final ArchRule runsWithoutVectors =
      noClasses()
          .that()
          .haveSimpleNameNotStartingWith("Vector")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..");

  @ArchTest
  static final ArchRule runsNoRegularExpressionOnTraffic =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.regex..");

  @ArchTest
  static final ArchRule usesNoReflection =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.lang.reflect..");

  @ArchTest
  static final ArchRule hasNoCyclesOfPackages =
      slices().matching("dev.countersign.masking.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule partsDoNotKnowTheWhole =
      noClasses()
          .that()
          .resideInAnyPackage("..masking.commit..", "..masking.detect..", "..masking.path..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.countersign.masking");
}
