package io.quern;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Holds what docs/architecture.md says about who may know whom. */
@AnalyzeClasses(packages = "io.quern", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule modulesDependOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("api")
          .definedBy("io.quern.api..")
          .layer("sql-parser")
          .definedBy("io.quern.parser..")
          .layer("ps")
          .definedBy("io.quern.ps..")
          .layer("model")
          .definedBy("io.quern.model..")
          .layer("executor-runtime")
          .definedBy("io.quern.runtime..")
          .layer("udf")
          .definedBy("io.quern.udf..")
          .layer("planner")
          .definedBy("io.quern.planner..", "io.quern.ml..")
          .layer("cli")
          .definedBy("io.quern.cli..")
          .layer("notebooks")
          .definedBy("io.quern.notebooks..")
          .layer("bench")
          .definedBy("io.quern.bench..")
          .withOptionalLayers(true)
          .whereLayer("bench")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("notebooks")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("cli")
          .mayOnlyBeAccessedByLayers("notebooks", "bench")
          .whereLayer("planner")
          .mayOnlyBeAccessedByLayers("cli", "notebooks", "bench")
          .whereLayer("sql-parser")
          .mayOnlyBeAccessedByLayers("planner", "cli", "notebooks", "bench")
          .whereLayer("udf")
          .mayOnlyBeAccessedByLayers("planner", "bench")
          .whereLayer("executor-runtime")
          .mayOnlyBeAccessedByLayers("udf", "planner", "bench")
          .whereLayer("ps")
          .mayOnlyBeAccessedByLayers("executor-runtime", "bench")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("executor-runtime", "udf", "planner", "bench")
          .because("docs/architecture.md says so; move the class, or change the page first");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("io.quern.(**)")
          .should()
          .beFreeOfCycles()
          .because(
              "a reader must be able to start somewhere; move what both sides need below both");

  @ArchTest
  static final ArchRule sparkStaysOutOfTheLowerModules =
      noClasses()
          .that(
              resideInAnyPackage(
                  "io.quern.api..", "io.quern.parser..", "io.quern.ps..", "io.quern.model.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..")
          .because("these modules also serve where no Spark is");

  @ArchTest
  static final ArchRule calciteStaysWithTheDialect =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.quern.parser..", "io.quern.planner..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.calcite..")
          .because("only the dialect and what plans its statements know Calcite");

  @ArchTest
  static final ArchRule tensorFlowStaysInTheModel =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.quern.model..", "io.quern.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..", "ai.djl..")
          .because("the rest works with networks, whatever computes them");

  @ArchTest
  static final ArchRule parameterServerKnowsNoHadoop =
      noClasses()
          .that()
          .resideInAnyPackage("io.quern.ps..", "io.quern.api..", "io.quern.parser..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.hadoop..")
          .because("who calls them decides where bytes go");

  @ArchTest
  static final ArchRule onlyTheCommandLinePrintsOrExits =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.quern.cli..", "io.quern.bench..")
          .and()
          .doNotHaveSimpleName("DialectParserImplTokenManager") // JavaCC's unused debug stream
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .because("a library that prints or exits cannot live inside somebody's driver");

  @ArchTest
  static final ArchRule onlyThePromptKnowsTheTerminal =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.quern.cli.repl")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jline..")
          .because("scripts must neither wait for a line editor nor touch the terminal");

  @ArchTest
  static final ArchRule onlyServerAndClientKnowThrift =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.quern.cli.server..", "io.quern.cli.remote..", "io.quern.cli.thrift..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.thrift..", "org.apache.hive..")
          .because("a statement means the same through every door; the protocol is one of them");

  @ArchTest
  static final ArchRule nothingIsReadByJavaSerialization =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .because("bytes from disk or the network must not be able to name classes");
}
