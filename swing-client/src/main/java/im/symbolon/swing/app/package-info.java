/** The program and its one window. */
package im.symbolon.swing.app;
