/**
 * Nightly retraining: which graphs are registered, which network is promoted, and whether another
 * one takes its place.
 */
package crosscountry.jobs.retrain;
