/** Orders that are known without search. */
package crosscountry.environment.heuristic;
