/** Emoji in colour, out of the pictures in a font of the system. */
package im.symbolon.swing.emoji;
