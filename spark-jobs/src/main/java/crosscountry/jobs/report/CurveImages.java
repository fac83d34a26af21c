package crosscountry.jobs.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/** The pictures of a run's learning curves: one PNG for each graph that has one. */
public final class CurveImages {

  private final Path folder;

  /**
   * Prepares the pictures.
   *
   * @param folder where to, made if need be
   */
  public CurveImages(Path folder) {
    this.folder = folder;
  }

  /** Returns the file of a graph's picture, none if it has no learning curve. */
  public Optional<Path> of(GraphReport report) {
    return report.curve().map(curve -> folder.resolve(curve.graph() + ".png"));
  }

  /**
   * Draws and writes the pictures, in place of what an earlier report left there.
   *
   * @throws ReportFailedException if an image cannot be drawn or written
   */
  public void write(RunSummary summary) {
    for (GraphReport report : summary.graphs()) {
      of(report).ifPresent(file -> write(draw(report), file));
    }
  }

  /** A JVM without fonts or without its drawing libraries says so by errors of many types. */
  private static BufferedImage draw(GraphReport report) {
    try {
      // AWT looks for a display when its first class is loaded, unless told not to.
      System.setProperty("java.awt.headless", "true");
      return new CurveChart(report.curve().orElseThrow(), report.references()).draw();
    } catch (RuntimeException | LinkageError | InternalError fault) {
      throw new ReportFailedException(
          "the learning curve of %s cannot be drawn (%s); drawing needs fontconfig and a font on this machine"
              .formatted(report.graph(), fault.toString().lines().findFirst().orElseThrow()),
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
