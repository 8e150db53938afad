/**
 * Finds lines of all chats by their words, over the sealed store, newest first.
 *
 * <h2>The index</h2>
 *
 * <p>The words of each line ({@link im.symbolon.messenger.words}) lie beside the messages in rows
 * of the same store, sealed and padded as all rows are: first, with those of some other lines that
 * came lately, in one of nine rows; then in a block of up to 32 Ki characters with the lines before
 * and after it in its chat. Both are written by the transaction that stores, edits, retracts or
 * expires the line, so there is no moment at which a crash could leave one without the other. A
 * search goes through the blocks of all chats at once, backwards in time, and stops when its page
 * is full; it keeps one block and the hits in memory.
 *
 * <p>There is no row for a word, nor for a group of words, not even under a blinded name: such rows
 * would grow as often as their words are used, and would be written together with the messages that
 * use them, and both can be seen in the file (REVIEW 21). Blocks are made by chat and time alone,
 * as the messages are. What the file shows of the index is what it shows of messages: how many
 * blocks there are, which share a chat, when their first lines were written, and their sizes to
 * within half.
 *
 * <p>That is a list of words and no inverted index, because it is fast enough. Measured by {@code
 * SearchSpeed} on two shared cores: with 100,000 messages of ten words in 60 chats (a store of 53
 * MiB, of which the index is 7) a word that is nowhere, for which everything is gone through, takes
 * 15 to 27 ms, a rare one as long, and a common one 5 ms; to open and read the messages themselves
 * takes 600 to 950. An inverted index in memory would be built from these at every start, and
 * sealed buckets of postings would be written one for every word of a message.
 *
 * <p>A store that was there before the index gets one in the background, in steps ({@link
 * im.symbolon.messenger.search.IndexCare}); what is done is noted with it, so a kill costs a step.
 * Until then, {@link im.symbolon.messenger.search.Search#progress} says how much can be found.
 *
 * <p>Not indexed: what was written without encryption ({@link im.symbolon.messenger.plain}), and
 * what is in files.
 */
package im.symbolon.messenger.search;
