package im.symbolon.openfire;

import im.symbolon.protocol.Namespaces;
import im.symbolon.service.Claims;
import im.symbolon.service.coverage.Host;
import im.symbolon.service.directory.DirectoryHost;
import im.symbolon.service.directory.DirectoryLoad;
import im.symbolon.service.directory.DirectoryRequests;
import im.symbolon.service.prekeys.PreKeyStore;
import java.util.concurrent.ScheduledExecutorService;

/** Hosts the look-up of many accounts' devices at once. */
final class Directories {
  private Directories() {}

  static void host(Hosting hosting, PreKeyStore prekeys) {
    if (!Setting.DIRECTORY.isOn()) {
      return;
    }
    Host host = OpenfireQuestions.host(hosting, "symbolon-directory", DirectoryLoad.MAX_TASKS);
    ScheduledExecutorService timer = Threads.timer(hosting, "symbolon-directory-time");
    hosting.answer(
        new DirectoryRequests(
            hosting.addresses(),
            new Claims(hosting.addresses(), prekeys, hosting.outbox()),
            new DirectoryHost(
                host.questions(), host.worker(), (pause, task) -> Threads.soon(timer, task, pause)),
            hosting.clock()));
    hosting.feature(Namespaces.DIRECTORY);
  }
}
