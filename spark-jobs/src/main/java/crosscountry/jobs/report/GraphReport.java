package crosscountry.jobs.report;

import java.nio.file.Path;

/**
 * What a run learned on one graph, told and drawn.
 *
 * @param curve the learning curve
 * @param references what it is measured by
 * @param image the PNG that shows both
 */
public record GraphReport(LearningCurve curve, ReferenceCounts references, Path image) {}
