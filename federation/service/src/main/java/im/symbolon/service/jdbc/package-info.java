/**
 * The little that this module needs of JDBC: connections from whoever owns them, transactions that
 * are tried again when the database asks for it, and the schema scripts.
 *
 * <p>{@link im.symbolon.service.jdbc.Vacuum} is the one place where the two databases need
 * different words at run time.
 *
 * <p>All shared state is in the database and every decision is one conditional statement, so any
 * number of nodes may work on one database at any isolation level.
 */
package im.symbolon.service.jdbc;
