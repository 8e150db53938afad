/**
 * Looks for what servers must never have: the texts that people wrote, and their private keys, in
 * every file and in every encoding in which a server could hold them. A search that finds nothing
 * proves nothing unless it would have found something, so each search gets a control, a text that
 * the servers did get.
 */
package im.symbolon.lab.blindness;
