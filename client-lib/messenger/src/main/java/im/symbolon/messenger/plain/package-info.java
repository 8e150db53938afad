/**
 * Chats without encryption, for people who have none at all: another kind than all others. They
 * have another type of message ({@link im.symbolon.messenger.chat.PlainMessage}), other tables and
 * another way to be sent; nothing that was written in an encrypted chat can get here.
 *
 * <p>A person opens such a chat, with {@link im.symbolon.messenger.plain.PlainChat#open}; nobody
 * else does. The contact's server is asked first whether there are keys, and again before a message
 * leaves when that was a while ago. Whatever ever showed that the contact has encryption counts for
 * good, and closes the chat: a device list, an account root, an encrypted message either way, even
 * one that could not be read, and history from another device. There is no way back: not by a
 * server that takes lists away, not by the contact's asking for it, and not by a mistake, as no
 * method takes it back.
 *
 * <p>What comes without encryption is shown in an open plain chat alone. Everywhere else a line
 * says that it came, and its text is not kept.
 */
package im.symbolon.messenger.plain;
