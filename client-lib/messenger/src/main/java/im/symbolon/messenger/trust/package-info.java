/**
 * Which devices of a person are believed to be theirs. Of people with an account root, {@link
 * im.symbolon.messenger.people} says more; what follows is about all others, and about decisions by
 * hand, which count for both. All of it is decided inside this library: nothing that a screen
 * forgets to ask can make a message leave to a device that is not trusted.
 *
 * <p>For people:
 *
 * <ol>
 *   <li>You can write to anybody at once: their devices are trusted blindly, as they come.
 *   <li>Scan the code on your contact's screen, or compare the fingerprints of a device and say so.
 *       From then on, and for good, a new device of theirs gets nothing until you decided about it.
 *   <li>Devices that were trusted before stay trusted. A device that you distrust gets nothing any
 *       more: no message, no receipt, not even that you are there. You can take that back.
 *   <li>What a device writes that you do not trust is shown, and marked as such.
 *   <li>When no device of a contact is left that may be written to, your message waits, a line in
 *       the chat says so, and it leaves by itself when you have decided.
 *   <li>A device that shows another key than before is not written to and not believed, whatever
 *       was decided about it. A line says so; ask your contact on another way.
 *   <li>A code that contradicts what your device knows is not believed in any part: somebody
 *       between you lies, or showed you the wrong code.
 *   <li>A code verifies only the person whom you meant to verify; one of anybody else is refused,
 *       and you are told whose it is. Before you follow a link instead of scanning a screen, you
 *       are shown whose it is and asked.
 *   <li>Your own other devices are held to the same rules. This device trusts itself. Its code
 *       speaks for itself and for those of your devices that you have verified.
 * </ol>
 *
 * <p>{@link im.symbolon.messenger.trust.TrustPolicy} is the whole of the rules, and {@link
 * im.symbolon.messenger.trust.ListPolicy} of those about signed lists. What is believed of a device
 * belongs to its id together with its identity key in the form that both versions of OMEMO share,
 * so it holds in both. All here is values; the messenger's door hands them out and takes decisions.
 */
package im.symbolon.messenger.trust;
