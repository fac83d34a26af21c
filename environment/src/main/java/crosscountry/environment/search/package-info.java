/** Gumbel search over an abstract policy-value function, and games played by it. */
package crosscountry.environment.search;
