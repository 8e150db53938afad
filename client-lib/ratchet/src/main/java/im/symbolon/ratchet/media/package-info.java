/**
 * Files, sealed for those who get a message: AES-256-GCM over the whole file with its tag at the
 * end, which is what XEP-0448 ({@code urn:xmpp:ciphers:aes-256-gcm-nopadding:0}) and XEP-0454 have.
 * Each file has a key of its own; who may know it is the message's business.
 *
 * <pre>{@code
 * SealedMedia told = MediaSealer.seal(file, upload, key);          // once per key
 * VerifiedMedia shown = new MediaOpener(key, claims).verify(download, length);
 * shown.writeTo(out, downloadAgain);
 * }</pre>
 *
 * <p>Memory does not grow with the file. Nothing is decrypted for anybody before the whole file was
 * judged: {@link im.symbolon.ratchet.media.VerifiedMedia} is the proof of that, and reads the
 * sealed file a second time. AES-GCM commits to no key, so two keys may open one sealed file as two
 * different ones; the SHA-256 of the file itself, which our messages always tell, binds it to one.
 * An {@code aesgcm:} link tells no hash: what it says holds for each recipient alone.
 */
package im.symbolon.ratchet.media;
