/**
 * Linking a device to its account: the flow around {@link im.symbolon.ratchet.linking}.
 *
 * <p>A device that is UNLINKED shows a code and sends {@code <link-offer>} to the devices that the
 * account's list names. The one on which a person types or scans the code shows what it would hand
 * over; when the person agrees, it sends {@code <link-grant>}, in parts: list key, list, sealed
 * root and what is thought of people, sealed for the code. The new device stores all of it in one
 * transaction, with which it is LINKED, and says so or why not in {@code <link-result>}. It then
 * fetches the history, if that was allowed; see {@link im.symbolon.messenger.history}.
 *
 * <p>All of these are control content in OMEMO sessions that neither side can trust yet; what
 * counts is the code. What does not fit changes nothing.
 */
package im.symbolon.messenger.linking;
