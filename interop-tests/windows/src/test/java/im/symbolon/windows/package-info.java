/**
 * The desktop client in real windows, used as people use it, over two real servers that federate.
 *
 * <p>{@link im.symbolon.windows.WindowsTest} starts a screen ({@link im.symbolon.windows.Screen})
 * and a program on it, {@link im.symbolon.windows.Play}: a Java program finds its screen when it
 * starts and never later. The play goes through its scenes and says of each how it went.
 */
package im.symbolon.windows;
