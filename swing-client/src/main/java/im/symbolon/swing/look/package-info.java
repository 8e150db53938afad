/** What all screens are made of: colours, icons, and parts that everybody can use. */
package im.symbolon.swing.look;
