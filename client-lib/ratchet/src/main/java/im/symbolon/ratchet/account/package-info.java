/**
 * The two keys of an account that are not a device's own.
 *
 * <ul>
 *   <li>{@link im.symbolon.ratchet.account.AccountRootPair} is what contacts verify. It exists in
 *       the clear only while something is certified: on the first device until it is sealed, and
 *       whenever the recovery key opens it again. At rest there is only a {@link
 *       im.symbolon.ratchet.account.SealedRoot}.
 *   <li>{@link im.symbolon.ratchet.account.RecoveryKey} opens it: 128 random bits on paper, which
 *       no device keeps.
 *   <li>{@link im.symbolon.ratchet.account.ListKeyPair} signs device lists; the linked devices hold
 *       it. A stolen one costs a new list key, which only the root can certify (REVIEW 2).
 * </ul>
 *
 * <p>Wiping is best effort, as the virtual machine may have copied an array.
 */
package im.symbolon.ratchet.account;
