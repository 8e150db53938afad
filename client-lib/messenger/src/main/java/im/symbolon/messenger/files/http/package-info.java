/**
 * Files over HTTPS. {@link im.symbolon.messenger.files.http.HttpDoor} is what the messenger needs
 * of it; {@link im.symbolon.messenger.files.http.UrlHttpDoor} does it on desktops and phones.
 *
 * <p>What a message says must not make this device do anything but fetch a file from a public
 * machine over TLS: other schemes do not get here ({@link im.symbolon.protocol.files.FileUrl}),
 * redirects are judged like links, and machines in somebody's own network are not connected to, but
 * for the own server's.
 */
package im.symbolon.messenger.files.http;
