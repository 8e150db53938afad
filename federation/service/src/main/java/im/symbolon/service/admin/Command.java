package im.symbolon.service.admin;

import im.symbolon.service.Refusal;
import java.util.Optional;
import org.xmpp.packet.JID;

/** Something that an administrator asks or orders, in one step or with one form before it. */
interface Command {
  /** Unique among the commands. */
  String name();

  /** For people. */
  String title();

  /**
   * The form to fill in, with what is there now; empty for a command that needs none.
   *
   * @throws Refusal when it cannot be had now
   */
  Optional<Form> form() throws Refusal;

  /**
   * Does it.
   *
   * @param answers to the form; none for a command without one
   * @throws Refusal with a sentence for the administrator; nothing was changed then
   */
  Report run(JID administrator, Answers answers) throws Refusal;
}
