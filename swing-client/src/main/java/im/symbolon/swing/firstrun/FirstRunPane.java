package im.symbolon.swing.firstrun;

import im.symbolon.swing.look.Parts;
import im.symbolon.swing.look.Prose;
import im.symbolon.swing.look.Token;
import im.symbolon.views.FirstRun;
import java.awt.CardLayout;
import java.util.Optional;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** From nothing to an account, one question after the other. */
public final class FirstRunPane extends JPanel {
  private final CardLayout cards = new CardLayout();
  private final Parts parts;
  private final FormPart form;
  private final RecoveryPart recovery;
  private final LinkPart link;
  private String shown = "welcome";

  /**
   * @param back to the accounts that there are, if there are any
   */
  public FirstRunPane(FirstRun model, Parts parts, Optional<Runnable> back) {
    this.parts = parts;
    setLayout(cards);
    setName("firstrun");
    this.form = new FormPart(model, parts, () -> go("welcome"));
    this.recovery = new RecoveryPart(model, parts);
    this.link = new LinkPart(model, parts);
    add(new Centered(welcome(back)), "welcome");
    add(new Centered(form), "form");
    add(new Centered(recovery), "recovery");
    add(new Centered(link), "link");
    model.state().watch(this::show);
  }

  private JPanel welcome(Optional<Runnable> back) {
    JPanel panel = new JPanel(new MigLayout("insets 0, fillx, wrap 1", "[grow]", "[]10[]"));
    panel.setOpaque(false);
    panel.add(new Token(64), "align center, gapbottom 8");
    panel.add(parts.title("firstrun.title"), "align center");
    panel.add(new Prose(parts.text("firstrun.text"), "muted", 1f), "growx, wmin 0, gapbottom 14");
    panel.add(parts.primary("firstrun.create", () -> begin(true)), "growx");
    panel.add(parts.button("firstrun.login", () -> begin(false)), "growx");
    if (back.isPresent()) {
      panel.add(parts.quiet("common.back", back.get()), "align center");
    }
    return panel;
  }

  private void begin(boolean create) {
    form.create(create);
    go("form");
    form.focus();
  }

  private void go(String card) {
    shown = card;
    cards.show(this, card);
  }

  private void show(FirstRun.View view) {
    form.show(view);
    recovery.show(view);
    link.show(view);
    switch (view.step()) {
      case RECOVERY_KEY -> go("recovery");
      case LINK -> go("link");
      case FORM -> {
        if (!"form".equals(shown)) {
          go("welcome");
        }
      }
      case DONE -> go(shown);
    }
  }
}
