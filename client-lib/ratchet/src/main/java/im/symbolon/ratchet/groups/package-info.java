/**
 * Sender chains: a message to a group is sealed once, whatever the number of its members.
 *
 * <pre>{@code
 * SendingChain chain = SendingChain.begin(new ChainOwner(place, thisDevice), entropy);
 * // every member's device gets chain.distribution(epoch).toXml(), sealed for it alone
 *
 * Payload payload = Dialect.of(OMEMO_2).sealPayload(envelope, entropy);
 * SealedSlot sealed = chain.seal(new SlotContext(owner, epoch, id, hashes, recipients), payload.secret());
 * // store sealed.next() first, then send sealed.element(…), then wipe sealed.spent()
 *
 * ReceivingChain theirs = ReceivingChain.of(distribution, sender);
 * OpenedSlot opened = theirs.open(stanza.statement(room, account), stanza.sealed().signature());
 * // open the payload with opened.secret(); store opened.next(), the plaintext and the "seen" mark
 * // in one transaction, then wipe opened.spent()
 * }</pre>
 *
 * <p>Each step takes a message key from the chain key and the next chain key ({@link
 * im.symbolon.ratchet.doubleratchet.ChainKey}). The message key, expanded under a label of its own,
 * wraps key and tag of the payload, which is OMEMO 2's, so that foreign members get the same one by
 * OMEMO. A key of the chain's own, never the device's identity, signs everything that somebody
 * could exchange ({@link im.symbolon.protocol.groups.SlotStatement}, REVIEW 5). It is verified
 * before any step is taken; so the work that others can cause is one verification.
 *
 * <p>The statement holds a commitment to the payload key, which every recipient computes again. A
 * sender who hands different chain keys to two devices can show them no two contents: the second
 * sees {@link im.symbolon.ratchet.RatchetException.Reason#CONTRADICTORY}. What foreign members get
 * by OMEMO, the commitment does not bind.
 *
 * <p>A chain heals nothing by itself: whoever has its key reads on to its end. So a new one is
 * begun when a member or a device has gone, after 1,000 messages and after 7 days, and handed to
 * those who are left. This package knows no members, no epochs and no trust; its caller does.
 *
 * <p>A chain and the one before it share secrets: of all that an operation could make of one chain,
 * exactly one is stored, and one thread at a time works with a chain, wiping included.
 */
package im.symbolon.ratchet.groups;
