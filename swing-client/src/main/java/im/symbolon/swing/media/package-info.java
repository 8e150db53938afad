/** What a desktop can do with pictures and sound. Nothing here knows of chats. */
package im.symbolon.swing.media;
