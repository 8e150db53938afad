/**
 * The little that this module needs of JDBC: connections from whoever owns them, transactions that
 * are tried again when the database asks for it, and the schema scripts.
 *
 * <p>{@link im.symbolon.service.jdbc.Vacuum} and what follows {@link
 * im.symbolon.service.jdbc.Database#within} are the places where the two databases differ at run
 * time.
 *
 * <p>All shared state is in the database and every decision is one conditional statement, so any
 * number of nodes may work on one database at any isolation level.
 */
package im.symbolon.service.jdbc;
