/**
 * {@code symbolon bench desktop}: how the desktop client starts, scrolls and searches, and what it
 * takes, with a store of many messages and beside other clients on the same screen.
 *
 * <p>{@link im.symbolon.windows.bench.DesktopCommand} fills an account's folder, starts a screen
 * (Xvfb) and the client on it as a process of its own, {@link im.symbolon.windows.bench.Subject},
 * which uses its own window and says what it measured. Files go between two real servers in another
 * process ({@link im.symbolon.windows.bench.LargeFile}). Other clients are started as anybody
 * starts them, without an account, and ours in the same way beside them.
 */
package im.symbolon.windows.bench;
