package im.symbolon.swing.look;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.util.Map;
import java.util.Optional;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;

/** A QR code, black on white in every look: that is what cameras read. */
public final class QrView extends JComponent {
  private static final int QUIET_ZONE = 3;
  private Optional<BitMatrix> matrix = Optional.empty();
  private final int side;

  /**
   * @param side its length on the screen
   * @param spoken for those who cannot see it
   */
  public QrView(int side, String spoken) {
    this.side = side;
    getAccessibleContext().setAccessibleName(spoken);
  }

  /** Shows that text; nothing when it is empty or too long for a code. */
  public void show(String text) {
    try {
      matrix =
          text.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new QRCodeWriter()
                      .encode(
                          text,
                          BarcodeFormat.QR_CODE,
                          0,
                          0,
                          Map.of(EncodeHintType.MARGIN, QUIET_ZONE)));
    } catch (WriterException e) {
      matrix = Optional.empty();
    }
    repaint();
  }

  @Override
  public AccessibleContext getAccessibleContext() {
    if (accessibleContext == null) {
      accessibleContext =
          new AccessibleJComponent() {
            @Override
            public AccessibleRole getAccessibleRole() {
              return AccessibleRole.ICON;
            }
          };
    }
    return accessibleContext;
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(Look.px(side), Look.px(side));
  }

  @Override
  public Dimension getMinimumSize() {
    return getPreferredSize();
  }

  @Override
  protected void paintComponent(Graphics g) {
    g.setColor(Color.WHITE);
    g.fillRoundRect(0, 0, getWidth(), getHeight(), Look.px(12), Look.px(12));
    if (matrix.isPresent()) {
      paint(g, matrix.get());
    }
  }

  private void paint(Graphics g, BitMatrix code) {
    int cell = Math.max(1, Math.min(getWidth(), getHeight()) / code.getWidth());
    int left = (getWidth() - cell * code.getWidth()) / 2;
    int top = (getHeight() - cell * code.getHeight()) / 2;
    g.setColor(Color.BLACK);
    for (int y = 0; y < code.getHeight(); y++) {
      for (int x = 0; x < code.getWidth(); x++) {
        if (code.get(x, y)) {
          g.fillRect(left + x * cell, top + y * cell, cell, cell);
        }
      }
    }
  }
}
