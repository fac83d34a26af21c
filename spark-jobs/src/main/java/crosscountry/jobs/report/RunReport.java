package crosscountry.jobs.report;

import crosscountry.datasets.tables.Quarantine;
import crosscountry.datasets.tables.Warehouse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Draws the learning curves of a run from its tables; the tables stay as they are. */
public final class RunReport {

  private final Warehouse warehouse;
  private final String runId;
  private final Quarantine quarantine;

  /**
   * Prepares the report of a run.
   *
   * @param warehouse where its tables are
   * @param runId the run
   * @param quarantine takes what cannot be drawn
   */
  public RunReport(Warehouse warehouse, String runId, Quarantine quarantine) {
    this.warehouse = warehouse;
    this.runId = runId;
    this.quarantine = quarantine;
  }

  /**
   * Returns the folder beside the tables where reports of the run lie unless told otherwise; none
   * if the warehouse is not in this machine's file system.
   */
  public Optional<Path> defaultFolder() {
    return "file".equals(warehouse.location().getScheme())
        ? Optional.of(Path.of(warehouse.location().getPath(), "reports", runId))
        : Optional.empty();
  }

  /**
   * Writes one PNG per graph, named after it, in place of what an earlier report left there.
   *
   * @param folder where to, made if need be
   * @return one report per graph on which a wave was finished, in the run's order
   * @throws UnreportableRunException if there is no such run, or it has finished no wave
   * @throws ReportFailedException if an image cannot be drawn or written
   * @throws crosscountry.datasets.tables.WarehouseException if a table cannot be read
   */
  public List<GraphReport> write(Path folder) {
    List<LearningCurve> curves = new CurveReader(warehouse, runId, quarantine).read();
    KnownCounts known = new KnownCounts(warehouse, quarantine);
    List<GraphReport> reports = new ArrayList<>();
    for (LearningCurve curve : curves) {
      ReferenceCounts references = known.of(curve);
      Path image = folder.resolve(curve.graph() + ".png");
      write(draw(curve, references), image);
      reports.add(new GraphReport(curve, references, image));
    }
    return reports;
  }

  /** A JVM without fonts or without its drawing libraries says so by errors of many types. */
  private static BufferedImage draw(LearningCurve curve, ReferenceCounts references) {
    try {
      // AWT looks for a display when its first class is loaded, unless told not to.
      System.setProperty("java.awt.headless", "true");
      return new CurveChart(curve, references).draw();
    } catch (RuntimeException | LinkageError | InternalError fault) {
      throw new ReportFailedException(
          "the learning curve of %s cannot be drawn (%s); drawing needs fontconfig and a font on this machine"
              .formatted(curve.graph(), fault.toString().lines().findFirst().orElseThrow()),
          fault);
    }
  }

  private static void write(BufferedImage image, Path file) {
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(image, "png", png);
      Files.createDirectories(file.getParent());
      Files.write(file, png.toByteArray());
    } catch (IOException unwritable) {
      throw new ReportFailedException(
          "the learning curve cannot be written to %s (%s); report --output names another folder"
              .formatted(file, unwritable.getClass().getSimpleName()),
          unwritable);
    }
  }
}
