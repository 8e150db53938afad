/**
 * OMEMO 2's wire messages and payload (XEP-0384 0.9.1 §4.3 to §4.5).
 *
 * <p>A ratchet message is serialised once, and exactly those bytes are authenticated. The payload
 * is encrypted once per stanza; its key and tag, 48 bytes, are what each session carries. An empty
 * message carries 32 zero bytes instead.
 */
package im.symbolon.ratchet.omemo;
