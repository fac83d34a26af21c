package crosscountry.jobs.server;

/**
 * What the learner's thread has to tell of one update.
 *
 * @param update what became of it
 * @param progress how far the server had come after it
 * @param replayPositions positions that could be drawn
 * @param nanoTime when it ended, by {@link System#nanoTime}
 */
record LearnerReport(
    Update update, ParameterServer.Progress progress, int replayPositions, long nanoTime) {}
