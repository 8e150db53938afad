/** What is looked for, in all chats and in one. */
package im.symbolon.swing.search;
