/**
 * Judging positions with published parameters. {@link
 * crosscountry.models.evaluation.EvaluatorKind#create} is the way in. The evaluators for executors
 * run in plain Java and load no class of ND4J.
 */
package crosscountry.models.evaluation;
