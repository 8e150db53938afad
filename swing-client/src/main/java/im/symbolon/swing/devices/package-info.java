/** The own devices. */
package im.symbolon.swing.devices;
