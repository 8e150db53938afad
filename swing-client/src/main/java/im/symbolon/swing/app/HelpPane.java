package im.symbolon.swing.app;

import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import java.awt.Font;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** All keys. */
final class HelpPane extends JPanel {
  HelpPane(List<Shortcut> all, Parts parts) {
    super(new MigLayout("insets 0, wrap 2", "[0:360:,shrink]24[]", "[]10[]"));
    setOpaque(false);
    for (Shortcut each : all) {
      if (!each.text().isEmpty()) {
        String text = parts.text(each.text());
        add(parts.named(new Prose(text), each.text(), text), "growx, wmin 0");
        JLabel key = parts.label(each.text() + ".key", each.shown(), "muted", 1f, Font.BOLD);
        key.putClientProperty("shortcut", each.key());
        add(key);
      }
    }
  }
}
