/**
 * What is stored, as typed values over {@link im.symbolon.messenger.store.Rows}. Each class is made
 * for one transaction and stands for one table or a few that belong together. Bytes are the
 * generated messages of {@code records.proto}.
 */
package im.symbolon.messenger.records;
