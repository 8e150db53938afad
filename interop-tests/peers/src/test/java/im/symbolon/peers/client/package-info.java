/**
 * The clients of other people, driven as their users would: {@link
 * im.symbolon.peers.client.PythonPeer} is python-omemo over slixmpp, {@link
 * im.symbolon.peers.client.ProfanityPeer} is Profanity, and both are a {@link
 * im.symbolon.peers.client.ForeignClient}.
 *
 * <pre>{@code
 * try (ForeignClient bob = PythonPeer.start(PythonSetup.of(lab, account, directory).speaking("omemo2"))) {
 *   bob.say(alice.account(), "hello");
 *   await().until(() -> bob.texts(alice.account()).contains("hello back"));
 * }
 * }</pre>
 */
package im.symbolon.peers.client;
