package im.symbolon.suite;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import java.nio.file.Path;

/** A program that starts a lab, prints its servers' process numbers, and waits to be killed. */
final class LabProgram {
  private LabProgram() {}

  public static void main(String[] arguments) throws Exception {
    FederationLab lab = FederationLab.start(LabPlan.of(Path.of(arguments[0]), "alpha.test"));
    for (RunningOpenfire server : lab.servers()) {
      System.out.println(server.pid());
    }
    System.in.read();
  }
}
