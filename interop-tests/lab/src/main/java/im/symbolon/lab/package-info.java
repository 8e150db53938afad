/**
 * Real, federated Openfire servers on this machine, for tests and the demo.
 *
 * <p>{@link im.symbolon.lab.LabPlan} says which domains, plugins and properties; {@link
 * im.symbolon.lab.FederationLab#start} boots them all at once and {@code close()} stops them:
 *
 * <pre>{@code
 * try (var lab = FederationLab.start(LabPlan.of(dir, "alpha.test", "beta.test").withPlugin(jar))) {
 *   RunningOpenfire alpha = lab.server("alpha.test");
 *   connect(alpha.address(), alpha.c2sPort(), lab.ca().clientContext());
 * }
 * }</pre>
 *
 * <p>Promises: loopback only; TLS required everywhere and certificates checked; several labs on one
 * machine do not meet; no server outlives the program that started it; every failure is a {@link
 * im.symbolon.lab.LabException} with one sentence. Everything a server writes is below {@link
 * im.symbolon.lab.RunningOpenfire#home()}; with {@link im.symbolon.lab.LabPlan#recordingStanzas()}
 * that includes every stanza it routed.
 *
 * <p>Openfire's jars are never loaded here: they run in the servers' processes only (module
 * openfire-host).
 */
package im.symbolon.lab;
