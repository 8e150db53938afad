package im.symbolon.swing.safety;

import im.symbolon.swing.look.Glyph;
import im.symbolon.swing.look.KeyGroups;
import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.ProblemLine;
import im.symbolon.swing.look.Prose;
import im.symbolon.swing.look.QrView;
import im.symbolon.swing.look.Watches;
import im.symbolon.views.Demands;
import im.symbolon.views.DeviceRow;
import im.symbolon.views.Harmless;
import im.symbolon.views.SafetyModel;
import im.symbolon.views.SafetyModel.Standing;
import java.awt.Dimension;
import java.awt.Font;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import net.miginfocom.swing.MigLayout;

/** The safety number of one person, as digits and as a code. Close it when it goes. */
public final class SafetyPane extends JPanel {
  private final SafetyModel model;
  private final Parts parts;
  private final Watches watches = new Watches();
  private final JLabel standing;
  private final Prose changed;
  private final KeyGroups digits = new KeyGroups(3, new Dimension(280, 150), 19);
  private final QrView code;
  private final Prose text;
  private final Prose scan;
  private final JButton same;
  private final JButton accept;
  private final JButton unverify;
  private final JTextField typed;
  private final ProblemLine problem;
  private final Prose doubt = new Prose("", "danger", 0.95f);
  private final JPanel demands = new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]"));
  private final JPanel devices = new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]"));

  /**
   * @param block asks whether the person is to be blocked
   */
  public SafetyPane(SafetyModel model, Parts parts, Runnable block) {
    super(new MigLayout("insets 0, fillx, wrap 1, hidemode 3", "[grow]", "[]10[]"));
    this.model = model;
    this.parts = parts;
    this.standing = parts.label("safety.standing", "", "text", 1f, Font.BOLD);
    this.changed = new Prose(parts.text("safety.standing.changed"), "danger", 1f);
    this.text = new Prose("", "muted", 0.95f);
    this.scan = new Prose("", "muted", 0.95f);
    this.code = new QrView(232, parts.text("safety.title"));
    this.same = parts.primary("safety.same", model::confirm);
    this.accept = parts.quiet("safety.accept", model::acceptUnverified);
    this.unverify = parts.quiet("safety.unverify", model::unverify);
    this.typed = parts.field("safety.typed");
    this.problem = new ProblemLine(parts.texts());
    setOpaque(false);
    devices.setOpaque(false);
    parts.named(digits, "safety.number", parts.text("safety.title"));
    demands.setOpaque(false);
    build();
    add(parts.quiet("safety.block", block), "gaptop 12");
    watches.add(model.state().watch(this::show));
  }

  private void build() {
    String address = Harmless.address(model.person().toString());
    add(parts.label("safety.address", address, "muted", 0.95f, Font.PLAIN), "growx, wmin 0");
    add(doubt, "growx, wmin 0");
    add(standing);
    add(changed, "growx, wmin 0");
    add(problem, "growx, wmin 0");
    add(text, "growx, wmin 0");
    add(digits, "growx");
    add(same, "growx");
    add(unverify);
    add(accept);
    add(scan, "growx, wmin 0, gaptop 8");
    add(code, "align center");
    add(parts.label("safety.typed"), "gaptop 8");
    typed.addActionListener(event -> check());
    add(typed, "growx, wmin 0, split 2");
    add(parts.button("safety.typed.take", this::check));
    add(parts.heading("safety.details"), "gaptop 12");
    add(devices, "growx");
    add(parts.heading("policy.title"), "gaptop 12");
    add(demands, "growx");
  }

  private void check() {
    model.scanned(typed.getText());
    typed.setText("");
  }

  private void show(SafetyModel.View view) {
    Standing now = view.standing();
    boolean known = !view.number().isEmpty();
    standing.setText(parts.texts().text("safety.standing", now));
    standing.setVisible(now != Standing.CHANGED);
    standing.setIcon(
        now == Standing.VERIFIED
            ? Glyph.VERIFIED.icon(20, "accent")
            : Glyph.SHIELD.icon(20, "muted"));
    changed.setVisible(now == Standing.CHANGED);
    text.setText(parts.text("safety.text", view.name()));
    scan.setText(parts.text("safety.scan", view.name()));
    text.setVisible(known);
    digits.show(view.number());
    digits.setVisible(known);
    same.setVisible(known && now != Standing.VERIFIED);
    accept.setVisible(now == Standing.CHANGED);
    unverify.setVisible(now == Standing.VERIFIED);
    code.show(view.code());
    problem.show(view.problem());
    doubt.setText(view.doubt().map(each -> parts.texts().text("doubt", each)).orElse(""));
    doubt.setVisible(view.doubt().isPresent());
    show(view.devices());
    show(view.demands());
    revalidate();
    repaint();
  }

  private void show(List<DeviceRow> rows) {
    devices.removeAll();
    for (DeviceRow each : rows) {
      JLabel id =
          parts.label(
              "safety.device", parts.text("safety.device", each.id()), "text", 0.93f, Font.PLAIN);
      id.setIcon(
          each.verified() ? Glyph.VERIFIED.icon(14, "accent") : Glyph.SHIELD.icon(14, "muted"));
      devices.add(id);
      Prose key = new Prose(each.fingerprint(), "muted", 0.82f);
      devices.add(key, "growx, wmin 0, gapbottom 6");
    }
  }

  private void show(Demands said) {
    demands.removeAll();
    String color = said.doubtful() ? "danger" : "muted";
    Prose standing = new Prose(parts.text(said.standing(), said.domain()), color, 0.95f);
    standing.setName("policy.standing");
    demands.add(standing, "growx, wmin 0");
    for (String each : said.terms()) {
      JLabel icon = new JLabel(Glyph.DOT.icon(14, "accent"));
      demands.add(icon, "split 2, top");
      demands.add(new Prose(parts.text(each), "text", 0.95f), "growx, wmin 0");
    }
    if (said.doubtful()) {
      demands.add(parts.button("policy.believe", model::believeDomain));
    }
  }

  public void close() {
    watches.close();
    model.close();
  }
}
