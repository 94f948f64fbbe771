package io.quern.notebooks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds what docs/architecture.md says about this module, which the test of cli cannot see. */
@AnalyzeClasses(packages = "io.quern.notebooks", importOptions = DoNotIncludeTests.class)
final class NotebooksArchitectureTest {
  @ArchTest
  static final ArchRule whatLiesBelowIsTheCommandLine =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideOutsideOfPackages("io.quern..")
                  .or(
                      resideInAnyPackage(
                          "io.quern.notebooks..",
                          "io.quern.cli..",
                          "io.quern.planner..",
                          "io.quern.parser..",
                          "io.quern.api..")))
          .because("docs/architecture.md says so; move the class, or change the page first");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.quern.notebooks.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheWireTouchesSockets =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.quern.notebooks.protocol")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.zeromq..")
          .because("an interrupted thread breaks every socket that it touches");

  @ArchTest
  static final ArchRule onlyTheProgramExits =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.quern.notebooks.QuernKernel")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class);
}
