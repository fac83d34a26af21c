"""Two steps of a layer of leaky integrate-and-fire neurons with recurrent synapses, and of the leaky readout
behind it; a steep logistic function stands for the spike (E. O. Neftci, H. Mostafa and F. Zenke, Surrogate
Gradient Learning in Spiking Neural Networks, arXiv 1901.09948).
"""

from jax import lax

STEEPNESS = 4.0


def _step(spikes_in, current, potential, spikes, readout, weights, recurrent, output, threshold, decays):
    synapse_decay, membrane_decay, readout_decay = decays
    current = synapse_decay * current + weights @ spikes_in + recurrent @ spikes
    potential = membrane_decay * potential * (1.0 - spikes) + (1.0 - membrane_decay) * current
    spikes = lax.logistic(STEEPNESS * (potential - threshold))
    readout = readout_decay * readout + (1.0 - readout_decay) * (output @ spikes)
    return current, potential, spikes, readout


def snn_step(
    spikes_in1,
    spikes_in2,
    current,
    potential,
    spikes,
    readout,
    weights,
    recurrent,
    output,
    threshold,
    decays,
):
    """Potential, spikes and readout after two steps; decays are those of synapse, membrane and readout."""
    decays = (decays[0], decays[1], decays[2])
    for spikes_in in (spikes_in1, spikes_in2):
        current, potential, spikes, readout = _step(
            spikes_in,
            current,
            potential,
            spikes,
            readout,
            weights,
            recurrent,
            output,
            threshold,
            decays,
        )
    return potential, spikes, readout
