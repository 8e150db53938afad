/**
 * Copies of the history that people read, print and keep without this program. {@link
 * im.symbolon.messenger.export.Export} is the door.
 *
 * <p>A copy is a folder, or a zip of one:
 *
 * <pre>
 * index.html           which chats there are, and that nothing of this is encrypted
 * export.json          the same for programs
 * chats/001-NAME.html  a chat, oldest lines first; further pages are 001-NAME-2.html and so on
 * chats/001-NAME.jsonl the same lines, one JSON object each, with times in UTC
 * files/001/…          files of that chat, if they were wanted and are on this device
 * </pre>
 *
 * <p>What was retracted or has expired is not in it, nor what was written to disappear, which a
 * copy would keep. Whoever wrote a message is not trusted: nothing of it is markup, part of a path,
 * or able to turn the text around it.
 *
 * <p>What is under way is kept under another name, readable by its owner alone; the copy gets its
 * name when it is whole. Neither writing nor packing holds more than a step of the history in
 * memory.
 */
package im.symbolon.messenger.export;
