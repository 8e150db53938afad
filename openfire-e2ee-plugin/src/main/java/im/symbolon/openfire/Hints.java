package im.symbolon.openfire;

import im.symbolon.protocol.Namespaces;
import im.symbolon.service.coverage.AccountLists;
import im.symbolon.service.coverage.Coverage;
import im.symbolon.service.coverage.Host;

/** Hosts the look at routed messages from which senders learn which devices they missed. */
final class Hints {
  /** More than a moment's messages; nobody waits for the others' hints. */
  private static final int MAX_HEADERS_WAITING = 1000;

  private Hints() {}

  static void host(Hosting hosting, AccountLists<?> lists) {
    if (!Setting.DELIVERY_HINTS.isOn()) {
      return;
    }
    Host host = OpenfireQuestions.host(hosting, "symbolon-hints", MAX_HEADERS_WAITING);
    hosting.intercept(
        new RoutedMessages(
            new Coverage(hosting.addresses(), host, hosting.clock(), lists::announced)));
    hosting.feature(Namespaces.DELIVERY);
  }
}
