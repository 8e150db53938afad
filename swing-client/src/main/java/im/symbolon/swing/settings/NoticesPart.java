package im.symbolon.swing.settings;

import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.Notices;
import im.symbolon.views.SettingsModel;
import java.awt.Component;
import java.util.function.BiFunction;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** Of what a person is told, and how much of it. */
final class NoticesPart extends JPanel {
  private final SettingsModel model;
  private final Parts parts;

  NoticesPart(SettingsModel model, Parts parts) {
    super(new MigLayout("insets 0, fillx, wrap 2", "[]16[grow]", "[]8[]"));
    this.model = model;
    this.parts = parts;
    setOpaque(false);
    Notices now = model.state().value().notices();
    add(parts.heading("notify.title.settings"), "span 2");
    choice("notify.people", "notify.level", now.people(), Notices::withPeople);
    choice("notify.groups", "notify.level", now.groups(), Notices::withGroups);
    choice("notify.words", "notify.words", now.words(), Notices::with);
    add(new Prose(parts.text("notify.locked"), "muted", 0.93f), "span 2, growx, wmin 0");
  }

  private <E extends Enum<E>> void choice(
      String key, String prefix, E now, BiFunction<Notices, E, Notices> change) {
    JComboBox<E> box = new JComboBox<>(now.getDeclaringClass().getEnumConstants());
    parts.named(box, key, parts.text(key));
    box.setRenderer(new Shown(prefix));
    box.setSelectedItem(now);
    box.addActionListener(
        event -> {
          E chosen = box.getItemAt(box.getSelectedIndex());
          model.change(was -> was.with(change.apply(was.notices(), chosen)));
        });
    JLabel label = parts.label(key);
    label.setLabelFor(box);
    add(label, "wmin 0");
    add(box, "growx, wmin 60, wmax 220");
  }

  private final class Shown extends DefaultListCellRenderer {
    private final String prefix;

    Shown(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public Component getListCellRendererComponent(
        JList<?> list, Object value, int index, boolean selected, boolean focused) {
      String text = value instanceof Enum<?> one ? parts.texts().text(prefix, one) : "";
      return super.getListCellRendererComponent(list, text, index, selected, focused);
    }
  }
}
