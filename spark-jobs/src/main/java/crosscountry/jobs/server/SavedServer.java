package crosscountry.jobs.server;

import crosscountry.models.learning.LearnerState;
import crosscountry.models.network.NetworkSnapshot;

/**
 * All that is needed to go on from a moment between two updates, but for the games, which the
 * tables have.
 *
 * @param snapshot the parameters, under a version of their own
 * @param learner the learner's state
 * @param progress how far the server had come
 */
record SavedServer(
    NetworkSnapshot snapshot, LearnerState learner, ParameterServer.Progress progress) {}
