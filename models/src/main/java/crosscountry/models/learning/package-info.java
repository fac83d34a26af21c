/**
 * Learning from played positions: {@link crosscountry.models.learning.Learner} turns lists of
 * {@link crosscountry.models.learning.TrainingExample} into new parameters.
 */
package crosscountry.models.learning;
