package im.symbolon.swing.app;

import im.symbolon.swing.look.Parts;
import java.awt.Font;
import java.util.List;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** All keys. */
final class HelpPane extends JPanel {
  HelpPane(List<Shortcut> all, Parts parts) {
    super(new MigLayout("insets 0, wrap 2", "[]40[]", "[]10[]"));
    setOpaque(false);
    for (Shortcut each : all) {
      if (!each.text().isEmpty()) {
        add(parts.label(each.text(), parts.text(each.text()), "text", 1f, Font.PLAIN));
        add(parts.label(each.text() + ".key", each.shown(), "muted", 1f, Font.BOLD));
      }
    }
  }
}
