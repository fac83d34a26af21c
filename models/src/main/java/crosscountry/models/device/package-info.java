/**
 * On which device the learner runs: what the machine has ({@link
 * crosscountry.models.device.CudaProbe}), what follows from that and the settings ({@link
 * crosscountry.models.device.DeviceChoice}), and how ND4J is made to keep to it ({@link
 * crosscountry.models.device.RunningDevice}). Only the last of them starts ND4J.
 */
package crosscountry.models.device;
