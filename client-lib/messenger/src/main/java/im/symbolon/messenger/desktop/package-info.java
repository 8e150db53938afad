/**
 * Puts the parts together for a desktop Java: SQLite through JDBC, a passphrase, the system's clock
 * and randomness. Android has its own assembly and leaves this package out.
 */
package im.symbolon.messenger.desktop;
