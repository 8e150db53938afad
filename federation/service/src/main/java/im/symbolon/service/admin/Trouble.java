package im.symbolon.service.admin;

import im.symbolon.service.Refusal;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.PacketError.Condition;

/** A database that does not do its part. */
final class Trouble {
  private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

  private Trouble() {}

  /** Asks something of a database. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws SQLException;
  }

  /**
   * The answer.
   *
   * @throws Refusal resource-constraint when there is none; the log says why
   */
  static <T> T orRefusal(Question<T> question) throws Refusal {
    try {
      return question.ask();
    } catch (SQLException e) {
      LOG.warn("The database did not do its part", e);
      throw new Refusal(Condition.resource_constraint, "Try again later.", e);
    }
  }
}
