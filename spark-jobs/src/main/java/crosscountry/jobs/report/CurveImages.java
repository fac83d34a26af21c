package crosscountry.jobs.report;

import crosscountry.datasets.curriculum.RandomCurriculum;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/**
 * The pictures of a run's learning curves: one PNG for each graph that has one. Random graphs,
 * which are there for practice, have none where the run has others, and only the first few
 * otherwise.
 */
public final class CurveImages {

  /** Each takes a good part of a second to draw, and a run may have thousands. */
  private static final int MOST_OF_PRACTICE = 20;

  private final Path folder;
  private final Map<String, GraphReport> drawn = new LinkedHashMap<>();
  private final int leftOut;

  /**
   * Prepares the pictures.
   *
   * @param summary what is drawn
   * @param folder where to, made if need be
   */
  public CurveImages(RunSummary summary, Path folder) {
    this.folder = folder;
    Map<Boolean, List<GraphReport>> curves =
        summary.graphs().stream()
            .filter(report -> report.curve().isPresent())
            .collect(
                Collectors.partitioningBy(report -> RandomCurriculum.isNameOfOne(report.graph())));
    List<GraphReport> practice = curves.get(true);
    List<GraphReport> others = curves.get(false);
    others.forEach(report -> drawn.put(report.graph(), report));
    practice.stream()
        .limit(others.isEmpty() ? MOST_OF_PRACTICE : 0)
        .forEach(report -> drawn.put(report.graph(), report));
    leftOut = others.size() + practice.size() - drawn.size();
  }

  /** Returns the file of a graph's picture, none if it has none. */
  public Optional<Path> of(GraphReport report) {
    return drawn.containsKey(report.graph())
        ? Optional.of(folder.resolve(report.graph() + ".png"))
        : Optional.empty();
  }

  /** Returns how many random graphs have a learning curve, but no picture of it. */
  public int leftOut() {
    return leftOut;
  }

  /**
   * Draws and writes the pictures, in place of what an earlier report left there.
   *
   * @throws ReportFailedException if an image cannot be drawn or written
   */
  public void write() {
    for (GraphReport report : drawn.values()) {
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
