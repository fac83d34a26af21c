/** The elimination game and its positions as numbers for a learner. */
package crosscountry.environment.game;
