/**
 * Real, federated XMPP servers on this machine, for tests and the demo: Openfire, which comes with
 * the build, and {@linkplain im.symbolon.lab.Software Prosody and ejabberd} where their packages
 * are installed.
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
 * <p>A lab of different servers; {@code host} is any of them, {@code server} an Openfire:
 *
 * <pre>{@code
 * LabPlan plan = LabPlan.of(dir, "alpha.test", "stock.test").withPlugin(jar, "alpha.test")
 *     .with(Software.PROSODY, "prosody.test").with(Software.EJABBERD, "ejabberd.test");
 * try (var lab = FederationLab.start(plan)) {
 *   RunningServer prosody = lab.host("prosody.test");
 * }
 * }</pre>
 *
 * <p>Prosody and ejabberd run as whoever runs the lab, root or not, with Debian's own settings as
 * far as they do not reach out of the lab. They find the other servers without a name service:
 * Prosody by a list of hosts of its resolver library, ejabberd by a list that a preloaded library
 * shows it as the system's. Each needs a loopback address of its own (Linux).
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
