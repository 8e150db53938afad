package im.symbolon.swing.app;

import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.Connection;
import java.awt.Color;
import java.awt.Font;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** Says when there is no connection, and why. */
final class Banner extends JPanel {
  private final Parts parts;
  private final JLabel text;

  Banner(Parts parts) {
    super(new MigLayout("insets 7 20 7 20, fillx", "[grow]"));
    this.parts = parts;
    this.text = parts.label("banner", "", "onNote", 0.93f, Font.PLAIN);
    add(text, "growx, wmin 0");
    setVisible(false);
  }

  @Override
  public Color getBackground() {
    return Look.color("offline");
  }

  void show(Connection connection) {
    setVisible(connection.kind() != Connection.Kind.ONLINE);
    text.setText(
        switch (connection.kind()) {
          case ONLINE -> "";
          case CONNECTING -> parts.text("offline.connecting");
          case OFFLINE -> parts.text("offline.offline");
          case REFUSED ->
              parts.text("offline.refused", connection.why().map(parts.texts()::of).orElse(""));
        });
    text.getAccessibleContext().setAccessibleName(text.getText());
    revalidate();
  }
}
