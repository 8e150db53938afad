/** What others need to find oneself. */
package im.symbolon.swing.profile;
