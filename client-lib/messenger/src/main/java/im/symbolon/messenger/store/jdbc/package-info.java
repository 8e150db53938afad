/** The database of desktops: SQLite by way of JDBC. The only place that knows {@code java.sql}. */
package im.symbolon.messenger.store.jdbc;
