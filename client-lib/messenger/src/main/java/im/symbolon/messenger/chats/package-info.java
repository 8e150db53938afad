/**
 * Chats, as people use them: with one person or in a group, the door is the same.
 *
 * <p>A chat is a log of entries ({@link im.symbolon.messenger.chat.ChatMessage}). What a person
 * sees of it are lines, each with what was done to it ({@link im.symbolon.messenger.chat.Shown}): an
 * edit, a retraction and a reaction ({@link im.symbolon.messenger.chat.Act}) are entries, too, which
 * are stored, sealed, sent, confirmed, repaired, given to other devices and backed up like any text.
 * Of each person's acts of one kind on one line the newest counts, by its time and then its id; so
 * everybody sees the same, in whatever order, how often and how late it came. Only its author edits
 * or retracts a line; whatever else says so changes nothing.
 *
 * <p>What was retracted is erased: from its row, from its edits, and from what waits to be sent.
 */
package im.symbolon.messenger.chats;
