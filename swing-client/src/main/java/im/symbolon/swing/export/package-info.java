/** Copies of chats that people keep: what is asked before, and what is seen meanwhile. */
package im.symbolon.swing.export;
