/**
 * {@code urn:symbolon:delivery:0}: who did not get a message, and what is done about it.
 *
 * <h2>Missed: the recipient's domain to the sender's device</h2>
 *
 * Whoever seals a message seals it for the devices that it knows of; a device that was added a
 * moment ago gets nothing. The recipient's server knows the lists as they are. When an encrypted
 * message of a chat between two names less devices than the lists do, and the sending device stands
 * in its account's signed list with the capability {@code repair}, the server says so:
 *
 * <pre>{@code
 * <message type='headline' from='beta.test' to='alice@alpha.test/laptop'>
 *   <missed xmlns='urn:symbolon:delivery:0' id='…' to='bob@beta.test'>
 *     <device id='27183'/>
 *     <device id='31415'/>
 *   </missed>
 * </message>
 * }</pre>
 *
 * {@code id} is the stanza id of the message, {@code to} its addressee. It comes once per message
 * at most, for some messages never, and is not kept for those who are offline. A domain whose
 * disco#info names the namespace sends hints; nobody depends on it.
 *
 * <p>A hint decides nothing (REVIEW 6). Believed is only one whose stanza is from the bare domain
 * of {@code to}; it makes the sender look at the signed list of that account once, for a message
 * that it did send there lately. Who gets the message then, that list says, not the hint.
 *
 * <p>Limits: {@link im.symbolon.protocol.delivery.MissedHint#MAX_DEVICES} devices; an id as {@link
 * im.symbolon.protocol.omemo.MessageId} allows. Every other element is refused.
 */
package im.symbolon.protocol.delivery;
