/**
 * {@code urn:symbolon:mailbox:0}: encrypted messages wait until every device has them, and then are
 * gone.
 *
 * <p>A server keeps the encrypted messages that an account gets and sends, and those of its rooms,
 * and hands them out as XEP-0313 ({@code urn:xmpp:mam:2}) does, so that every client catches up
 * with what it knows already. What this namespace adds is one thing: a device says, signed, how far
 * it has come.
 *
 * <h2>Ids</h2>
 *
 * The ids of the archive, and of the {@code <stanza-id/>} (XEP-0359) that delivered messages bear,
 * are {@link im.symbolon.protocol.mailbox.MailboxId}s: 14 lower-case hexadecimal digits. To clients
 * they are opaque. In one mailbox they only grow, by steps that nobody can foresee, and are never
 * given twice. An id whose message was erased is a valid place to page on from, in either
 * direction: paging never fails because of erasure (REVIEW 16; XEP-0059 §2.2 allows it, XEP-0313
 * §4.3.1 knows only archives that do not erase).
 *
 * <h2>Acknowledge: IQ-set, device to its own account</h2>
 *
 * <pre>{@code
 * <iq type='set' id='a1'>
 *   <ack xmlns='urn:symbolon:mailbox:0' device='27183' up-to='06a9f3b2c4d5e1'
 *        signature='…64 bytes, base64…'/>
 * </iq>
 *
 * <iq type='result' id='a1'/>
 * }</pre>
 *
 * The device signs {@link im.symbolon.protocol.mailbox.Acknowledgement#signedBytes} with its
 * identity key: account, device id and place (REVIEW 15). It does so only after it has stored
 * everything up to that place for good. It knows what everything is by paging through the archive
 * without a filter, from the place that it acknowledged last on, to a page's {@code <last/>}: the
 * ids of live messages alone are not enough, because messages that another device of the account
 * sent came in between.
 *
 * <p>An acknowledgement lower than an earlier one, or the same again, changes nothing and is
 * answered with a result, too.
 *
 * <h2>When a message goes</h2>
 *
 * <ul>
 *   <li>Early, within seconds: when every device that the account's valid signed device list
 *       ({@link im.symbolon.protocol.devices}) held at the message's arrival has acknowledged it,
 *       and the account's OMEMO lists named no other device, neither at the arrival nor now. A
 *       device with a tombstone that is older than 24 hours is not waited for. A device that merely
 *       lacks is waited for.
 *   <li>Else after 30 days (each server may choose), as do the messages of rooms
 *   <li>When the mailbox is full: the oldest of the correspondent with the most bytes
 * </ul>
 *
 * <h2>Limits</h2>
 *
 * A kept stanza has 200 KiB at most; an acknowledgement names one device and one place.
 *
 * <h2>Errors</h2>
 *
 * <ul>
 *   <li>{@code bad-request}: not of this shape, or the wrong IQ type
 *   <li>{@code forbidden}: the account is not of this domain, the device stands not in its valid
 *       signed list, or did not sign this
 *   <li>{@code item-not-found}: the place is beyond everything that was ever kept
 *   <li>{@code resource-constraint}, type {@code wait}: the list or the database could not be asked
 * </ul>
 *
 * After any error nothing has changed.
 */
package im.symbolon.protocol.mailbox;
