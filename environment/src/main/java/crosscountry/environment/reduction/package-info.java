/** Eliminations that never cost an optimum: what may be played at once, without a search. */
package crosscountry.environment.reduction;
