/**
 * The sealed container of a backup: written and read piece by piece, however large it is.
 *
 * <pre>
 * head   "SYMBOLON"  version (2 bytes)  salt (32)  key check (32)  sum (8)
 * piece  64 KiB of content under AES-256-GCM, with its tag of 16 bytes; any number of them
 * last   0 to 64 KiB of content likewise, then "END\r\n\u001a\0\0"
 * </pre>
 *
 * <p>Key and key check are HKDF-SHA-256 of the recovery key under the salt; the IV of a piece is
 * its number and whether it is the last, so that none can be left out, repeated or exchanged, and
 * nothing can be cut off or added unnoticed. The key check tells a wrong key from damage; the sum
 * (the first bytes of a SHA-256 over the head before it) and the end mark authenticate nothing:
 * they tell damage from a wrong key, and a file that was cut short from one that was damaged.
 */
package im.symbolon.ratchet.backup;
