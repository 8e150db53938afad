/** What a chat consists of, and who is told of it: values that the whole messenger shares. */
package im.symbolon.messenger.chat;
