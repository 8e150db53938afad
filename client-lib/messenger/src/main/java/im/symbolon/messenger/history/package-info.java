/**
 * How one device of an account gives its history to another: device to device, sealed, on request
 * and only when a person allowed it.
 *
 * <p>The device that wants it asks for one part after another; the one that has it answers each
 * question and remembers nothing of it. So either may stop at any moment, for ever long: what was
 * taken is stored together with what to ask for next, and the same question may be asked again. A
 * part that came already, or that nobody asked for, is passed over; and a message that is there
 * already, by chat, sender and id, stays as it is.
 */
package im.symbolon.messenger.history;
