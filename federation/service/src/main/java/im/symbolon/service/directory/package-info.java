/**
 * The server side of {@code urn:symbolon:directory:0}; the contract is {@link
 * im.symbolon.protocol.directory}.
 *
 * <p>{@link im.symbolon.service.directory.DirectoryRequests} takes a look; a {@code Round} splits
 * it by domain, asks all of them at once, and answers when all did, or after {@link
 * im.symbolon.service.directory.DirectoryLoad#MAX_TIME}. {@code LocalPart} reads the lists of this
 * domain's accounts from PEP ({@code PepLists}) and claims keys of those that have room in the
 * answer; {@code RemotePart} asks another domain's directory ({@code Places} finds it).
 *
 * <p>Lists are remembered with their hashes: those of this domain for five seconds; those of others
 * until they are crowded out, but each is used only after the other directory said that it is still
 * the one. Keys are never remembered: when an answer comes too late, those in it are lost.
 *
 * <p>No signature is checked here: what a server makes up, clients find out. What other domains
 * answer is read strictly all the same, and one that answers wrongly keeps nothing but its own
 * accounts from being answered.
 *
 * <p>All work is done on the host's one worker thread, which waits for nobody but the database.
 * Looks, questions, and what is remembered are bounded by constants.
 */
package im.symbolon.service.directory;
