package im.symbolon.swing.settings;

import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.Session;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** Which account this is, and what can be done about accounts. */
public final class AccountPart extends JPanel {
  /**
   * @param another to one that is not on this computer yet
   * @param remove takes this one off this computer
   */
  public AccountPart(Session session, Parts parts, Runnable another, Runnable remove) {
    super(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]8[]"));
    setOpaque(false);
    add(parts.heading("settings.account"));
    add(new Prose(session.account().toString(), "muted", 0.95f), "growx, wmin 0");
    add(parts.button("account.add", another));
    add(parts.quiet("account.remove", remove));
  }
}
