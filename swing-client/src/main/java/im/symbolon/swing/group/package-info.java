/** Who is in a group. */
package im.symbolon.swing.group;
