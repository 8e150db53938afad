package im.symbolon.swing.settings;

import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.views.Settings;
import im.symbolon.views.SettingsModel;
import java.awt.Component;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.swing.ButtonGroup;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JRadioButton;
import net.miginfocom.swing.MigLayout;

/** How a person wants it. Nothing here can make anything less safe. */
public final class SettingsPane extends JPanel {
  private static final List<String> LANGUAGES = List.of("", "en", "de");
  private static final List<Integer> SCALES = List.of(100, 110, 125, 150, 175, 200, 225, 250);

  private final SettingsModel model;
  private final Parts parts;

  public SettingsPane(SettingsModel model, Parts parts) {
    super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]8[]"));
    this.model = model;
    this.parts = parts;
    setOpaque(false);
    add(parts.heading("settings.appearance"));
    add(themes());
    add(parts.heading("settings.language"), "gaptop 16");
    add(languages(), "w 220!");
    add(parts.label("settings.language.later"));
    add(parts.heading("settings.scale"), "gaptop 16");
    add(scales(), "w 220!");
    add(parts.label("settings.scale.later"));
    add(parts.heading("list.title"), "gaptop 16");
    add(enter());
    add(new NoticesPart(model, parts), "growx, gaptop 16");
    add(parts.heading("settings.window"), "gaptop 16");
    add(keepsRunning());
    add(parts.heading("settings.safe"), "gaptop 16");
    add(new Prose(parts.text("settings.safe.text"), "muted", 0.95f), "growx, wmin 0");
  }

  private JPanel themes() {
    JPanel row = new JPanel(new MigLayout("insets 0"));
    row.setOpaque(false);
    ButtonGroup group = new ButtonGroup();
    for (Settings.Theme each : Settings.Theme.values()) {
      String key = "settings.theme." + each.name().toLowerCase(Locale.ROOT);
      JRadioButton button = parts.named(new JRadioButton(parts.text(key)), key, parts.text(key));
      button.setOpaque(false);
      button.setSelected(model.state().value().theme() == each);
      button.addActionListener(event -> model.change(was -> was.with(each)));
      group.add(button);
      row.add(button, "gapright 12");
    }
    return row;
  }

  private JComboBox<String> languages() {
    JComboBox<String> box = new JComboBox<>(LANGUAGES.toArray(String[]::new));
    parts.named(box, "settings.language", parts.text("settings.language"));
    box.setRenderer(shown(value -> language(String.valueOf(value))));
    box.setSelectedItem(model.state().value().language());
    box.addActionListener(
        event -> model.change(was -> was.withLanguage(String.valueOf(box.getSelectedItem()))));
    return box;
  }

  private String language(String tag) {
    Locale locale = Locale.forLanguageTag(tag);
    return tag.isEmpty()
        ? parts.text("settings.language.system")
        : locale.getDisplayLanguage(locale);
  }

  private JComboBox<Integer> scales() {
    JComboBox<Integer> box = new JComboBox<>(SCALES.toArray(Integer[]::new));
    parts.named(box, "settings.scale", parts.text("settings.scale"));
    box.setRenderer(shown(value -> value + " %"));
    box.setSelectedItem(model.state().value().scale());
    box.addActionListener(
        event -> model.change(was -> was.withScale((Integer) box.getSelectedItem())));
    return box;
  }

  private static DefaultListCellRenderer shown(Function<Object, String> text) {
    return new DefaultListCellRenderer() {
      @Override
      public Component getListCellRendererComponent(
          JList<?> list, Object value, int index, boolean selected, boolean focused) {
        return super.getListCellRendererComponent(
            list, text.apply(value), index, selected, focused);
      }
    };
  }

  private JCheckBox keepsRunning() {
    JCheckBox box = parts.check("settings.keepsrunning", model.state().value().keepsRunning());
    box.addActionListener(event -> model.change(was -> was.withKeepsRunning(box.isSelected())));
    return box;
  }

  private JCheckBox enter() {
    JCheckBox box = parts.check("settings.entersends", model.state().value().enterSends());
    box.addActionListener(event -> model.change(was -> was.withEnterSends(box.isSelected())));
    return box;
  }
}
