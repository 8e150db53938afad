/** From nothing to an account, and the passphrase of one that there is. */
package im.symbolon.swing.firstrun;
