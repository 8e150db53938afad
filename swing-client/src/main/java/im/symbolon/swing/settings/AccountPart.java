package im.symbolon.swing.settings;

import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.Session;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** Which account this is, and what can be done about accounts. */
public final class AccountPart extends JPanel {
  /**
   * What is done elsewhere.
   *
   * @param another to one that is not on this computer yet
   * @param export makes a copy of all its chats
   * @param remove takes this one off this computer
   */
  public record Does(Runnable another, Runnable export, Runnable remove) {}

  public AccountPart(Session session, Parts parts, Does does) {
    super(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]8[]"));
    setOpaque(false);
    add(parts.heading("settings.account"));
    add(new Prose(session.account().toString(), "muted", 0.95f), "growx, wmin 0");
    add(parts.button("account.add", does.another()));
    add(parts.heading("export.account"), "gaptop 16");
    add(new Prose(parts.text("export.account.text"), "muted", 0.95f), "growx, wmin 0");
    add(parts.button("export.all", does.export()));
    add(parts.quiet("account.remove", does.remove()), "gaptop 16");
  }
}
