/**
 * Files in chats. {@link im.symbolon.messenger.files.Files} is the door.
 *
 * <p>On its way out, a file is cleaned of what a photo tells beside its picture ({@link
 * im.symbolon.messenger.files.photos}), sealed onto this device under a key of its own, uploaded to
 * the own server (XEP-0363) under a name that says nothing, and only then told to its readers:
 * size, hashes, name and key travel within the message (XEP-0447, XEP-0448), sealed as all of it.
 * It is sealed to disk first, so that an upload which breaks off sends the same bytes again: the
 * same key never seals two contents.
 *
 * <p>On its way in, the sealed file is fetched beside what is shown, goes on where it broke off,
 * and is judged as a whole against everything that the message told before a byte of it is shown.
 * It stays sealed on this device: its key lies in the store, and goes with the message.
 */
package im.symbolon.messenger.files;
