/**
 * Makes the installable package of the desktop client: {@code ./symbolon package}.
 *
 * <p>A package brings a Java runtime with those modules alone that the program needs ({@link
 * im.symbolon.swing.installer.OwnJava}), the program and its libraries, the licences of all of it
 * ({@link im.symbolon.swing.installer.Licences}), and the program's sign, which is drawn when the
 * package is made ({@link im.symbolon.swing.installer.Icons}). The JDK's own jpackage puts it
 * together. How it is done on other systems than Debian: {@code swing-client/docs/packages.md}.
 */
package im.symbolon.swing.installer;
