/**
 * The policy-value network: what it is made of ({@link
 * crosscountry.models.network.NetworkBlueprint}), its published parameters ({@link
 * crosscountry.models.network.NetworkSnapshot}) and its only living instance that learns ({@link
 * crosscountry.models.network.PolicyValueNetwork}). Blueprint and snapshot touch no class of ND4J,
 * so that they can be read where its natives are absent.
 */
package crosscountry.models.network;
