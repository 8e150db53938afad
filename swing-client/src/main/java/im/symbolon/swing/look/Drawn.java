package im.symbolon.swing.look;

import javax.accessibility.AccessibleContext;
import javax.swing.JComponent;

/** Something that is painted by hand, and that those who cannot see it are told of nevertheless. */
public abstract class Drawn extends JComponent {
  @Override
  public AccessibleContext getAccessibleContext() {
    if (accessibleContext == null) {
      accessibleContext = new AccessibleJComponent() {};
    }
    return accessibleContext;
  }
}
