/** How a person wants it. */
package im.symbolon.swing.settings;
