package im.symbolon.swing.chat;

import im.symbolon.messenger.chat.Target;
import im.symbolon.protocol.BareJid;
import im.symbolon.swing.files.FileActions;
import im.symbolon.views.Line;
import im.symbolon.views.Links;
import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.SwingUtilities;

/** What the mouse does with lines. */
final class LineMouse extends MouseAdapter {
  private final Transcript transcript;
  private final LineMenu menu;
  private final FileActions files;
  private final Consumer<Target> answered;
  private final Consumer<Links.Link> link;
  private final Consumer<BareJid> person;

  /**
   * @param answered shows the line that one answers
   * @param link opens a link
   * @param person shows who is named
   */
  LineMouse(
      Transcript transcript,
      LineMenu menu,
      FileActions files,
      Consumer<Target> answered,
      Consumer<Links.Link> link,
      Consumer<BareJid> person) {
    this.transcript = transcript;
    this.menu = menu;
    this.files = files;
    this.answered = answered;
    this.link = link;
    this.person = person;
  }

  @Override
  public void mousePressed(MouseEvent event) {
    show(event);
  }

  @Override
  public void mouseReleased(MouseEvent event) {
    show(event);
  }

  @Override
  public void mouseClicked(MouseEvent event) {
    transcript.requestFocusInWindow();
    if (SwingUtilities.isLeftMouseButton(event)) {
      Point at = event.getPoint();
      transcript.quoteAt(at).ifPresent(answered);
      transcript.linkAt(at).ifPresent(link);
      transcript.personAt(at).ifPresent(person);
      transcript.fileAt(at).ifPresent(file -> files.click(file, at));
    }
  }

  private void show(MouseEvent event) {
    Optional<Line> line = transcript.lineAt(event.getPoint());
    if (event.isPopupTrigger() && line.isPresent()) {
      menu.of(line.get()).show(transcript, event.getX(), event.getY());
    }
  }
}
