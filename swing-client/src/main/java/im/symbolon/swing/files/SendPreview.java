package im.symbolon.swing.files;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.Look;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.FileItem;
import im.symbolon.views.Outgoing;
import im.symbolon.views.Picked;
import java.awt.Component;
import java.awt.Font;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;

/** What is to be sent, looked at before it is: with words for each, and what photos tell. */
final class SendPreview {
  private static final int MOST_AT_ONCE = 32;

  private final Parts parts;
  private final Dialogs dialogs;
  private final List<Chosen> chosen = new ArrayList<>();
  private final JPanel list =
      new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]8[]"));

  private record Chosen(Picked file, JTextField caption) {}

  SendPreview(Parts parts, Dialogs dialogs) {
    this.parts = parts;
    this.dialogs = dialogs;
  }

  /** Empty when it is not to be sent. */
  Optional<List<Outgoing>> ask(List<Picked> files, Component over) {
    JDialog dialog = dialogs.dialog("file.send", parts.text("file.send.title"));
    files.stream().limit(MOST_AT_ONCE).forEach(each -> add(each, files.size() == 1));
    JCheckBox original = parts.check("file.original", false);
    List<List<Outgoing>> sent = new ArrayList<>();
    JButton send =
        parts.primary(
            "file.send",
            () -> {
              sent.add(outgoing(original.isSelected()));
              dialog.dispose();
            });
    JPanel panel = Dialogs.panel();
    JScrollPane scroll = new JScrollPane(list);
    scroll.setBorder(null);
    scroll.getVerticalScrollBar().setUnitIncrement(Look.px(20));
    panel.add(scroll, "growx, w 400!, hmax " + Math.min(460, over.getHeight()));
    places(panel, original);
    panel.add(parts.quiet("common.cancel", dialog::dispose), "split 2, align right");
    panel.add(send);
    Dialogs.show(dialog, panel, send);
    return sent.stream().findFirst().filter(each -> !each.isEmpty());
  }

  private List<Outgoing> outgoing(boolean original) {
    return chosen.stream()
        .map(each -> new Outgoing(each.file(), each.caption().getText().trim(), original))
        .toList();
  }

  /** What the chosen files say about where they were made, and what becomes of it. */
  private void places(JPanel panel, JCheckBox original) {
    if (any(Picked.Place.LEFT_OUT)) {
      panel.add(new Prose(parts.text("file.place.leftout"), "muted", 0.9f), "growx, wmin 0");
      panel.add(original, "gaptop 0");
    }
    if (any(Picked.Place.STAYS)) {
      panel.add(new Prose(parts.text("file.place.stays"), "danger", 0.9f), "growx, wmin 0");
    }
  }

  private boolean any(Picked.Place place) {
    return chosen.stream().anyMatch(each -> each.file().place() == place);
  }

  private void add(Picked file, boolean alone) {
    JPanel row = new JPanel(new MigLayout("insets 0, fillx", "[]12[grow]4[]", "[]6[]"));
    row.setOpaque(false);
    JTextField caption = parts.named(new JTextField(), "file.caption", parts.text("file.caption"));
    caption.putClientProperty("JTextField.placeholderText", parts.text("file.caption"));
    Chosen each = new Chosen(file, caption);
    chosen.add(each);
    boolean picture = file.kind() == FileItem.Kind.PICTURE;
    JLabel name = parts.label("file.name", file.name(), "text", 1f, Font.PLAIN);
    if (picture && alone) {
      row.add(new Glimpse(file, 396, 260), "spanx 3, align center, wrap");
      row.add(name, "spanx 3, growx, wmin 0, wrap");
      row.add(caption, "spanx 3, growx");
    } else {
      row.add(picture ? new Glimpse(file, 64, 64) : new JLabel(glyph(file)), "spany 2, w 64!");
      row.add(name, "growx, wmin 0");
      row.add(parts.icon(Glyph.CLOSE, "file.leaveout", () -> leaveOut(each, row)), "wrap");
      row.add(caption, "spanx 2, growx");
    }
    list.add(row, "growx, wmin 0");
  }

  private static Icon glyph(Picked file) {
    return (file.kind() == FileItem.Kind.FILM ? Glyph.FILM : Glyph.FILE).icon(40, "accent");
  }

  private void leaveOut(Chosen which, JPanel row) {
    chosen.remove(which);
    list.remove(row);
    list.revalidate();
    list.repaint();
  }
}
