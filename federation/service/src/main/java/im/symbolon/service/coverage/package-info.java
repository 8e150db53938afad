/**
 * Tells senders which devices a message was not sealed for, see {@link
 * im.symbolon.protocol.delivery}.
 *
 * <p>{@link im.symbolon.service.coverage.Coverage} is shown every message after it was routed. From
 * those of a chat between two it takes down whom the OMEMO header names ({@code Header}, nothing
 * else is kept), compares that with the addressee's device lists ({@code Announced}) and, only when
 * something was missed, looks into the sender's signed list whether that device understands hints
 * ({@code Understanding}). Both come from PEP, by IQs in the domain's name ({@code PepItems}).
 *
 * <p>A hint decides nothing: who gets the message then, the sender decides by signed data alone
 * (REVIEW 6). Therefore nothing is verified here, what was read may be some seconds old ({@code
 * Lookups}), and whatever is too much is dropped: hints make a repair faster that works without
 * them.
 *
 * <p>{@link im.symbolon.service.coverage.AccountLists} reads the lists of an account of this domain
 * in the same way for those who must not overlook a device: what cannot be read for certain is not
 * known.
 *
 * <p>No message is held up, changed or kept. All work after the header was taken down is done on
 * the host's one worker thread; memory and questions under way are bounded by constants.
 */
package im.symbolon.service.coverage;
