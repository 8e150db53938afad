package im.symbolon.peers.server;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningServer;
import im.symbolon.lab.Software;
import java.nio.file.Path;

/** A program that starts a lab, prints its servers' process numbers, and waits to be killed. */
final class MixedLabProgram {
  private MixedLabProgram() {}

  public static void main(String[] arguments) throws Exception {
    LabPlan plan =
        LabPlan.of(Path.of(arguments[0]), "alpha.test")
            .with(Software.PROSODY, MixedLab.PROSODY)
            .with(Software.EJABBERD, MixedLab.EJABBERD);
    FederationLab lab = FederationLab.start(plan);
    for (RunningServer server : lab.hosts()) {
      System.out.println(server.pid());
    }
    System.in.read();
  }
}
