/**
 * A façade before the server's PEP, so that clients that know nothing of this service see the same
 * truth as those that do: both versions of OMEMO, here and from other domains.
 *
 * <p>The server's own PEP keeps the nodes, their access, and who is notified. {@link
 * im.symbolon.service.pep.Facade} sees requests before it, and changes them in place; and answers
 * on their way out.
 *
 * <h2>Lists are merged</h2>
 *
 * A client publishes the whole list, and may not know all of it: it never asked, or another device
 * came in between. So what is published is taken as a change of what that client has seen:
 *
 * <ul>
 *   <li>What it names is in the list.
 *   <li>What it does not name goes, if it has seen it: if it stood in the list that this session
 *       was given last, as an answer or as an event, or published last. That is how people remove a
 *       device, or all others.
 *   <li>What it does not name and has not seen stays.
 *   <li>A device that the account's signed list has as a member stays in any case, and one that was
 *       removed there does not come back: {@code urn:symbolon:devices:0} decides about ours.
 * </ul>
 *
 * What sessions have seen is remembered while the server runs. An event counts five seconds after
 * it was sent: a publication from before then may have crossed with it, and Openfire 5 sends events
 * to sessions that never asked for any. When it is forgotten, devices stay. A list with more than
 * 200 devices is refused; what is no device id is left out, and so is what is named twice. Taking
 * the item away is publishing the empty list. Deleting or purging the node is no publication: it
 * goes through, and each device brings itself back.
 *
 * <p>A moment after each publication PEP is compared with what was decided, and the own sessions
 * that have seen another list are told, as Openfire 4.2 notifies no own device.
 *
 * <h2>Bundles are checked, and given out in parts</h2>
 *
 * A bundle is taken if its signature is right and its identity key is the one that the device is
 * known with, from its prekeys or the bundle before; the owner can take a bundle away, and then
 * begin anew. What cannot be read as a bundle passes, as other implementations may read more,
 * unless the device has a good one. Whoever reads the bundle of somebody else gets {@code 25} of
 * its prekeys, and the next reader others: with a hundred, four in a row share none. (XEP-0384
 * wants 25 in a bundle, 20 in a legacy one.) An owner reads it whole.
 */
package im.symbolon.service.pep;
