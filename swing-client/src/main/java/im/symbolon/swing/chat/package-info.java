/** One chat: its lines, painted, and where one writes. */
package im.symbolon.swing.chat;
