package crosscountry.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between modules and packages point one way. */
@AnalyzeClasses(packages = "crosscountry", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule environmentIsPlainJava =
      noClasses()
          .that()
          .resideInAPackage("crosscountry.environment..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "crosscountry.environment..",
              "java.lang..",
              "java.util..",
              "java.time",
              "java.security",
              "java.nio.charset",
              "java.io");

  @ArchTest
  static final ArchRule environmentDoesNoInputOrOutput =
      noClasses()
          .that()
          .resideInAPackage("crosscountry.environment..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.io\\.(File|.*Stream|.*Reader|.*Writer).*|java\\.nio\\.file\\..*");

  @ArchTest
  static final ArchRule modelsKnowOnlyTheEnvironment =
      noClasses()
          .that()
          .resideInAPackage("crosscountry.models..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "crosscountry.datasets..", "crosscountry.optimality..", "crosscountry.jobs..");

  @ArchTest
  static final ArchRule datasetsKnowOnlyTheEnvironment =
      noClasses()
          .that()
          .resideInAPackage("crosscountry.datasets..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "crosscountry.models..", "crosscountry.optimality..", "crosscountry.jobs..");

  @ArchTest
  static final ArchRule optimalityKnowsOnlyTheEnvironmentAndOrTools =
      noClasses()
          .that()
          .resideInAPackage("crosscountry.optimality..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "crosscountry.optimality..",
              "crosscountry.environment..",
              "com.google.ortools..",
              "java..");

  @ArchTest
  static final ArchRule orToolsStaysInTheProofs =
      noClasses()
          .that()
          .resideOutsideOfPackage("crosscountry.optimality..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.google.ortools..");

  @ArchTest
  static final ArchRule sparkStaysInTheJobs =
      noClasses()
          .that()
          .resideOutsideOfPackages("crosscountry.jobs..", "crosscountry.datasets.tables..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..");

  /**
   * dl4j-spark's training masters take DL4J's graphs and batches, and only jobs may know Spark;
   * what TensorBoard reads is made of messages that ND4J's jars bring.
   */
  @ArchTest
  static final ArchRule nd4jStaysInTheModelsAndTheRefit =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "crosscountry.models..",
              "crosscountry.jobs.refit..",
              "crosscountry.jobs.report.tensorboard..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..");

  @ArchTest
  static final ArchRule playingNeedsNoNd4j =
      noClasses()
          .that()
          .haveFullyQualifiedName("crosscountry.models.evaluation.RowEvaluator")
          .or()
          .haveFullyQualifiedName("crosscountry.models.network.NetworkSnapshot")
          .or()
          .haveFullyQualifiedName("crosscountry.models.network.NetworkBlueprint")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..");

  @ArchTest
  static final ArchRule aTrainedPolicyPlaysWithoutSpark =
      noClasses()
          .that()
          .resideInAPackage("crosscountry.jobs.policy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "crosscountry.jobs..spark..");

  @ArchTest
  static final ArchRule simulationsNeedNoSpark =
      noClasses()
          .that()
          .resideInAPackage("crosscountry.jobs.simulation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "scala..", "crosscountry.jobs..spark..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("crosscountry.(*).(*)..").should().beFreeOfCycles();
}
