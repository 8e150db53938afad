/** Whether somebody is who they seem to be. */
package im.symbolon.swing.safety;
