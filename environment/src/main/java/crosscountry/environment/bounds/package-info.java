/** Lower bounds on what orders cost. */
package crosscountry.environment.bounds;
