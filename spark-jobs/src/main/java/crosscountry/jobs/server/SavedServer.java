package crosscountry.jobs.server;

import crosscountry.models.learning.LearnerState;

/**
 * All that is needed to go on from a moment between two updates, but for the games, which the
 * tables have.
 *
 * @param learner the learner's state
 * @param progress how far the server had come; its version is this state's own
 */
record SavedServer(LearnerState learner, ParameterServer.Progress progress) {}
