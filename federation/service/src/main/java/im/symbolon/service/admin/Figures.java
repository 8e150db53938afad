package im.symbolon.service.admin;

import im.symbolon.service.Refusal;
import java.util.List;

/** What one room has to say in the overview. */
@FunctionalInterface
public interface Figures {
  /**
   * The numbers of this moment.
   *
   * @throws Refusal when they cannot be had now
   */
  List<Figure> read() throws Refusal;
}
