/**
 * The one seam to cryptographic providers.
 *
 * <p>SHA-256 and AES come from the platform (JDK or Android), where they are ten to twenty times
 * faster than in a pure-Java library, and HMAC and HKDF are built on that SHA-256; the curves and
 * AES-GCM come from BouncyCastle's low-level classes, which are faster than the JDK's and the same
 * on every Android version. Provider objects are reused per thread; they hold no state between
 * calls that a caller could observe, but the platform's AES keeps the last key of each thread until
 * the next use, and copies of others until the collector takes them, which no wiping reaches.
 */
package im.symbolon.ratchet.primitives;
