/** The list of chats. */
package im.symbolon.swing.list;
