package crosscountry.jobs.report.page;

import java.util.List;

/**
 * What the template shows, all of it as text.
 *
 * @param runId the run
 * @param status how its newest attempt ended
 * @param tone {@code good}, {@code bad} or {@code open}, by the status
 * @param costModels the names of the rules by which multiplications are counted
 * @param seed the seed of all random choices
 * @param drawnAt when the page was made
 * @param facts the run in figures
 * @param orders the counts of each graph, side by side
 * @param hasSearched whether local search found an order in this run
 * @param hasPlayed whether self-play did
 * @param hasOther whether another method did
 * @param isTaught whether the learner saw annealed games, too
 * @param curves the learning curves
 * @param curvesLeftOut how many there are besides, empty if none
 * @param learner the losses
 * @param load how busy the cluster was
 * @param attempts the attempts at the run
 * @param graphs the run's graphs and their fingerprints
 * @param changed settings that differ from their defaults
 * @param settings all settings
 */
record PageView(
    String runId,
    String status,
    String tone,
    String costModels,
    String seed,
    String drawnAt,
    List<Fact> facts,
    List<OrderLine> orders,
    boolean hasSearched,
    boolean hasPlayed,
    boolean hasOther,
    boolean isTaught,
    List<CurveSection> curves,
    String curvesLeftOut,
    LearnerSection learner,
    LoadSection load,
    List<AttemptLine> attempts,
    List<Fact> graphs,
    List<SettingLine> changed,
    List<SettingLine> settings) {}
