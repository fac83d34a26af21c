package crosscountry.environment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which: the order in which the README tells newcomers to read them. */
@AnalyzeClasses(packages = "crosscountry.environment", importOptions = DoNotIncludeTests.class)
class PackageArrowsTest {

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("crosscountry.environment.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ARROWS_POINT_TO_THE_GRAPH =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("structure")
          .definedBy("..environment.structure..")
          .layer("graph")
          .definedBy("..environment.graph..")
          .layer("linearization")
          .definedBy("..environment.linearization..")
          .layer("elimination")
          .definedBy("..environment.elimination..")
          .layer("bounds")
          .definedBy("..environment.bounds..")
          .layer("heuristic")
          .definedBy("..environment.heuristic..")
          .layer("game")
          .definedBy("..environment.game..")
          .layer("search")
          .definedBy("..environment.search..")
          .layer("exact")
          .definedBy("..environment.exact..")
          .layer("reduction")
          .definedBy("..environment.reduction..")
          .layer("annealing")
          .definedBy("..environment.annealing..")
          .layer("beam")
          .definedBy("..environment.beam..")
          .layer("accumulation")
          .definedBy("..environment.accumulation..")
          .layer("straightline")
          .definedBy("..environment.straightline..")
          .whereLayer("linearization")
          .mayOnlyBeAccessedByLayers("accumulation", "straightline")
          .whereLayer("elimination")
          .mayOnlyBeAccessedByLayers(
              "bounds",
              "heuristic",
              "game",
              "search",
              "exact",
              "reduction",
              "annealing",
              "beam",
              "accumulation",
              "straightline")
          .whereLayer("bounds")
          .mayOnlyBeAccessedByLayers(
              "heuristic", "game", "search", "exact", "reduction", "annealing", "beam")
          .whereLayer("heuristic")
          .mayOnlyBeAccessedByLayers("game", "search", "annealing")
          .whereLayer("game")
          .mayOnlyBeAccessedByLayers("search")
          .whereLayer("search")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("exact")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("reduction")
          .mayOnlyBeAccessedByLayers("game", "search", "exact", "annealing", "beam")
          .whereLayer("annealing")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("beam")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("accumulation")
          .mayOnlyBeAccessedByLayers("straightline")
          .whereLayer("straightline")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule ONLY_THE_JDK_IS_NEEDED =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "crosscountry.environment..");

  @ArchTest
  static final ArchRule NOTHING_READS_OR_WRITES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(?!Serializable).*");
}
