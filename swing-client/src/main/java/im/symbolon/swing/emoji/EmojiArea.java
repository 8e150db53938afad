package im.symbolon.swing.emoji;

import java.awt.Color;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.util.List;
import javax.swing.JTextPane;
import javax.swing.SwingUtilities;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.AbstractDocument;
import javax.swing.text.AttributeSet;
import javax.swing.text.BadLocationException;
import javax.swing.text.Document;
import javax.swing.text.DocumentFilter;
import javax.swing.text.Element;
import javax.swing.text.LabelView;
import javax.swing.text.MutableAttributeSet;
import javax.swing.text.Position;
import javax.swing.text.SimpleAttributeSet;
import javax.swing.text.StyledDocument;
import javax.swing.text.StyledEditorKit;
import javax.swing.text.View;
import javax.swing.text.ViewFactory;

/**
 * Text of several lines that a person writes, with pictures in place of its emoji. Each is one for
 * the caret and for deleting, though it may be many characters. On the event thread.
 */
public class EmojiArea extends JTextPane {
  private static final long serialVersionUID = 1L;
  private static final String EMOJI = "symbolon-emoji";

  /** Each is an element of its own; those beyond are left as letters. */
  private static final int MOST = 200;

  private final transient Emoji emoji;
  private boolean restyling;

  public EmojiArea() {
    this(Emoji.system());
  }

  EmojiArea(Emoji emoji) {
    this.emoji = emoji;
    setEditorKit(new Kit());
    ((AbstractDocument) getDocument()).setDocumentFilter(new Whole());
    getDocument().addDocumentListener(new Written());
  }

  /** What was written, with nothing else than {@code \n} between lines. */
  public String text() {
    Document document = getDocument();
    try {
      return document.getText(0, document.getLength());
    } catch (BadLocationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** True for a change of how something is shown, not of what is written. */
  public static boolean isLookOnly(Object edit) {
    return edit instanceof DocumentEvent event && event.getType() == DocumentEvent.EventType.CHANGE;
  }

  private final class Written implements DocumentListener {
    @Override
    public void insertUpdate(DocumentEvent event) {
      soon();
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
      soon();
    }

    @Override
    public void changedUpdate(DocumentEvent event) {
      // that is this
    }

    /** Documents may not be changed by those who are told that they were. */
    private void soon() {
      if (!restyling) {
        restyling = true;
        SwingUtilities.invokeLater(EmojiArea.this::restyle);
      }
    }
  }

  private void restyle() {
    restyling = false;
    String text = text();
    List<Emoji.Place> all = emoji.places(text);
    List<Emoji.Place> places = all.subList(0, Math.min(MOST, all.size()));
    int from = 0;
    for (Emoji.Place each : places) {
      plain(from, each.start());
      picture(each, text.substring(each.start(), each.end()));
      from = each.end();
    }
    plain(from, text.length());
  }

  private void plain(int start, int end) {
    StyledDocument document = getStyledDocument();
    int at = start;
    while (at < end) {
      Element element = document.getCharacterElement(at);
      int upTo = Math.min(end, element.getEndOffset());
      if (isEmoji(element)) {
        document.setCharacterAttributes(at, upTo - at, SimpleAttributeSet.EMPTY, true);
      }
      at = Math.max(at + 1, upTo);
    }
  }

  private void picture(Emoji.Place place, String which) {
    Element element = getStyledDocument().getCharacterElement(place.start());
    boolean done =
        isEmoji(element)
            && element.getStartOffset() == place.start()
            && element.getEndOffset() == place.end()
            && which.equals(element.getAttributes().getAttribute(EMOJI));
    if (!done) {
      MutableAttributeSet look = new SimpleAttributeSet();
      look.addAttribute(AbstractDocument.ElementNameAttribute, EMOJI);
      look.addAttribute(EMOJI, which);
      int length = place.end() - place.start();
      getStyledDocument().setCharacterAttributes(place.start(), length, look, true);
    }
  }

  private static boolean isEmoji(Element element) {
    return EMOJI.equals(
        element.getAttributes().getAttribute(AbstractDocument.ElementNameAttribute));
  }

  /** Half an emoji is another one, or none: what removes a part of it removes it. */
  private final class Whole extends DocumentFilter {
    @Override
    public void remove(FilterBypass bypass, int offset, int length) throws BadLocationException {
      int start = start(offset);
      bypass.remove(start, end(offset + length) - start);
    }

    @Override
    public void replace(FilterBypass bypass, int offset, int length, String text, AttributeSet look)
        throws BadLocationException {
      int start = length > 0 ? start(offset) : offset;
      int end = length > 0 ? end(offset + length) : offset;
      bypass.replace(start, end - start, text, look);
    }

    private int start(int offset) {
      Element element = getStyledDocument().getCharacterElement(offset);
      return isEmoji(element) ? element.getStartOffset() : offset;
    }

    private int end(int offset) {
      if (offset == 0) {
        return 0;
      }
      Element element = getStyledDocument().getCharacterElement(offset - 1);
      return isEmoji(element) ? Math.max(offset, element.getEndOffset()) : offset;
    }
  }

  private final class Kit extends StyledEditorKit {
    private static final long serialVersionUID = 1L;

    @Override
    public ViewFactory getViewFactory() {
      ViewFactory usual = super.getViewFactory();
      return element -> {
        if (isEmoji(element)) {
          return new Picture(element);
        }
        boolean letters = AbstractDocument.ContentElementName.equals(element.getName());
        return letters ? new Letters(element) : usual.create(element);
      };
    }
  }

  /** In the colour of the look that is shown now, not of the one in which they were written. */
  private final class Letters extends LabelView {
    Letters(Element element) {
      super(element);
    }

    @Override
    public Color getForeground() {
      return EmojiArea.this.getForeground();
    }
  }

  /** One emoji: a place of its own between letters. */
  private final class Picture extends View {
    Picture(Element element) {
      super(element);
    }

    private String which() {
      return String.valueOf(getElement().getAttributes().getAttribute(EMOJI));
    }

    private int size() {
      return Math.round(getFont().getSize2D() * Emoji.LARGER);
    }

    @Override
    public float getPreferredSpan(int axis) {
      return size();
    }

    @Override
    public float getAlignment(int axis) {
      return axis == Y_AXIS ? Emoji.ABOVE : super.getAlignment(axis);
    }

    @Override
    public void paint(Graphics g, Shape where) {
      Rectangle box = where.getBounds();
      Graphics2D g2 = (Graphics2D) g.create();
      if (isSelected()) {
        g2.setColor(getSelectionColor());
        g2.fill(box);
      }
      emoji.paintOne(g2, which(), box);
      g2.dispose();
    }

    private boolean isSelected() {
      return getSelectionStart() <= getStartOffset() && getSelectionEnd() >= getEndOffset();
    }

    @Override
    public Shape modelToView(int at, Shape where, Position.Bias bias) {
      Rectangle box = where.getBounds();
      boolean behind = at == getEndOffset();
      return new Rectangle(behind ? box.x + box.width : box.x, box.y, 0, box.height);
    }

    @Override
    public int viewToModel(float x, float y, Shape where, Position.Bias[] bias) {
      Rectangle box = where.getBounds();
      boolean first = x < box.x + box.width / 2f;
      bias[0] = first ? Position.Bias.Forward : Position.Bias.Backward;
      return first ? getStartOffset() : getEndOffset();
    }

    @Override
    public int getNextVisualPositionFrom(
        int at, Position.Bias bias, Shape where, int direction, Position.Bias[] next)
        throws BadLocationException {
      next[0] = Position.Bias.Forward;
      if (direction == EAST) {
        return at == -1 ? getStartOffset() : -1;
      }
      if (direction == WEST) {
        return at == getStartOffset() ? -1 : getStartOffset();
      }
      return super.getNextVisualPositionFrom(at, bias, where, direction, next);
    }
  }
}
