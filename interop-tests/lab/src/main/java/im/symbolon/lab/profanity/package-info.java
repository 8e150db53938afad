/**
 * Profanity, the console client of other people, as somebody in the lab uses it: a second,
 * independent implementation of legacy OMEMO.
 *
 * <pre>{@code
 * var login = new ProfanityLogin(account, password, server.address(), server.c2sPort(), lab.caFile());
 * try (var profanity = Profanity.start(login, directory)) {
 *   profanity.say(friend, "hello");
 *   profanity.texts(friend); // what the friend wrote, exactly
 * }
 * }</pre>
 *
 * <p>It runs in a tmux of its own, with a home of its own, and ends with the program that started
 * it. It trusts the lab's authority and no other, trusts every device blindly, and encrypts always.
 * Nothing is read from the screen: texts come from its message database, stanzas from its log.
 */
package im.symbolon.lab.profanity;
