/**
 * The transport room: all of Smack lives here and nowhere else.
 *
 * <p>The rest of the messenger sees {@link im.symbolon.messenger.xmpp.XmppTransport}, the small
 * values around it, and {@link im.symbolon.protocol.xml.XmlElement}. Requests go through {@link
 * im.symbolon.messenger.xmpp.IqChannel}; {@link im.symbolon.messenger.xmpp.Pep}, {@link
 * im.symbolon.messenger.xmpp.Disco} and {@link im.symbolon.messenger.xmpp.ServiceDiscovery} are
 * built on it and know no Smack.
 *
 * <pre>{@code
 * var transport = new SmackTransport(config, sink, listener, Backoff.DEFAULT, random, timer);
 * transport.register(password);      // once in an account's life
 * transport.keepConnected(password); // from then on, until close()
 * transport.send(new OutgoingStanza(id, bob, Type.CHAT, List.of(encrypted)));
 * }</pre>
 *
 * <h2>What is promised</h2>
 *
 * <ul>
 *   <li><b>In:</b> a message is acknowledged to the server only after {@link
 *       im.symbolon.messenger.xmpp.StanzaSink} returned. What it refuses, and what was cut off in
 *       the middle, comes again. Every message comes at least once; duplicates are the store's
 *       business.
 *   <li><b>Out:</b> each message that {@code send} took is reported exactly once, as acknowledged
 *       or as dropped. Only a resumed stream sends anything again by itself.
 *   <li><b>Secrets:</b> no byte of the password leaves before TLS with a certificate for the
 *       account's domain, and then only inside SCRAM.
 *   <li><b>Forgeries:</b> answers count from the asked entity only, copies, archived messages and
 *       contact-list changes from our own server only; strangers learn neither that we are there
 *       nor what we can do.
 *   <li><b>Poison:</b> what is no XML, and comes again with each resumed stream, is passed over the
 *       third time. Only resuming allows that: see {@link im.symbolon.messenger.xmpp.SmackStream}.
 * </ul>
 *
 * <h2>What of Smack is used</h2>
 *
 * <p>TCP, TLS, SASL, resource binding and stream management, from smack-tcp and smack-core. Stanzas
 * are read and written by {@link im.symbolon.messenger.xmpp.SmackStream} as element trees; Smack's
 * extension parsers, roster, PubSub and automatic reconnecting are not on the class path or not
 * used. Facts about 4.4.8 that this rests on:
 *
 * <ul>
 *   <li>Stanzas are counted as handled when {@code parseAndProcessStanza} returns or throws, on the
 *       reader thread; listeners run later on other threads.
 *   <li>After a failed resume, unacknowledged stanzas go to the dropped listeners, or are sent
 *       again when there are none. After a stream error or a closing tag from the server they are
 *       forgotten silently. Therefore {@link im.symbolon.messenger.xmpp.InFlight} keeps its own
 *       books, and a listener that does nothing keeps Smack from sending again.
 *   <li>smack-tcp's POM names smack-core twice, the second time for tests; it must be named again.
 *   <li>SCRAM-SHA-1-PLUS is blacklisted by default, SCRAM-SHA-256 does not exist.
 * </ul>
 *
 * <p>One private field of Smack is reached by name, {@link
 * im.symbolon.messenger.xmpp.HandledCount}: keep {@code
 * XMPPTCPConnection.clientHandledStanzasCount} from shrinkers. Without it everything works, but a
 * stream is not resumed after a stanza could not be handled.
 *
 * <h2>What servers do</h2>
 *
 * <ul>
 *   <li>Openfire 4 keeps a stream that nobody resumes, because its client died, for 10 to 13
 *       minutes; messages it had not acknowledged are delivered elsewhere only then. A new stream
 *       under the same name does not change that, and loses its own route at that moment: so each
 *       stream has a name of its own. With {@link
 *       im.symbolon.messenger.xmpp.ConnectionConfig#withoutResuming()} the messages of a dead
 *       client go to its next run at once; what was under way is then reported as dropped at every
 *       cut.
 *   <li>Openfire 4.2 drops answers from other domains before the first presence, ignores
 *       publish-options silently, and does not answer a closing stream tag: {@link
 *       im.symbolon.messenger.xmpp.SmackStream#closeWithin} waits 0.4 s and no more.
 *   <li>Openfire 5.1.1 never answers {@code max_items=max}: {@link
 *       im.symbolon.messenger.xmpp.PepNodes}.
 *   <li>Prosody 0.12 and ejabberd 23 archive messages without body when they ask for it ({@code
 *       <store/>}), and write the archive's id into what they deliver at once, into copies, and
 *       into what waited for the absent, which they deliver besides. For an id that is gone Prosody
 *       answers {@code item-not-found}; ejabberd's ids are times, and what is none means the
 *       beginning. ejabberd does not archive what it returns because too much waits already. Stock
 *       Openfire has no archive; with our plugin it has a mailbox, in which an id that is gone is a
 *       place to go on from.
 * </ul>
 */
package im.symbolon.messenger.xmpp;
