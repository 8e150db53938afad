/**
 * The one seam to cryptographic providers.
 *
 * <p>HMAC, HKDF and AES come from the platform (JDK or Android), where they are ten to twenty times
 * faster than in a pure-Java library; the curves come from BouncyCastle's low-level classes, which
 * are faster than the JDK's and the same on every Android version. Provider objects are reused per
 * thread; they hold no state between calls that a caller could observe, but the provider keeps the
 * last key of each thread until the next use, which no wiping reaches.
 */
package im.symbolon.ratchet.primitives;
