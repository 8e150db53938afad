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
 *
 * <h2>Repair: device to device</h2>
 *
 * What needs no server's help, {@link im.symbolon.protocol.delivery.RepairElement}. It stands alone
 * in the content of an envelope that is sealed for one device with the capability {@code repair};
 * beside the OMEMO element stands {@code <control xmlns='urn:symbolon:delivery:0'/>}, so that other
 * devices, which get copies, miss nothing. None of it is confirmed, is answered when it is wrong,
 * or causes repair itself (REVIEW 27).
 *
 * <pre>{@code
 * <failed xmlns='urn:symbolon:delivery:0' id='…' reason='1'/>
 * <gone xmlns='urn:symbolon:delivery:0' id='…'/>
 * <gap xmlns='urn:symbolon:delivery:0' since='1790000000' replaces='27183'/>
 * <resent xmlns='urn:symbolon:delivery:0' id='…' at='1790000000123'>Hello</resent>
 * }</pre>
 *
 * {@code id} is the id of the message, the same inside and outside of its envelope; {@code reason}
 * is 1 without session or keys, 2 not authentic or too far ahead, 3 not encrypted for this device.
 * {@code since} is in seconds, {@code at} in milliseconds. Devices of one account say besides which
 * message they mean: {@code chat}, the other account, and {@code from}, who wrote it.
 *
 * <p>Who answers whom, and how often, see the client. Several elements may stand in one envelope,
 * 50 at most; text of 64 KiB in each {@code <resent/>}. One that is malformed is passed over.
 *
 * <h2>Tags: every message</h2>
 *
 * The attribute {@code l} of our id in every envelope, {@link
 * im.symbolon.protocol.devices.ListTags}: 26 bytes at most while versions have four digits.
 */
package im.symbolon.protocol.delivery;
