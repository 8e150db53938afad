/** Files in a chat: how they are chosen, shown, played, looked at and saved. */
package im.symbolon.swing.files;
