/**
 * What every part of the messenger is given, and what it leaves behind: where it runs ({@link
 * im.symbolon.messenger.core.Surroundings}, {@link im.symbolon.messenger.core.Workers}), which
 * device it is ({@link im.symbolon.messenger.core.ThisDevice}), what may leave ({@link
 * im.symbolon.messenger.core.Gate}), what stands in a chat without being a message ({@link
 * im.symbolon.messenger.core.Lines}), what one device says to another beside messages ({@link
 * im.symbolon.messenger.core.ControlContent}), when something is due again ({@link
 * im.symbolon.messenger.core.WakeUp}), and what is to be done once a transaction was committed
 * ({@link im.symbolon.messenger.core.Outcome}).
 *
 * <p>The parts themselves know each other only by what they are given; {@link
 * im.symbolon.messenger.engine} joins them.
 */
package im.symbolon.messenger.core;
