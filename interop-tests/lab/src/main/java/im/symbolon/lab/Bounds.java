package im.symbolon.lab;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Which numbers an option takes.
 *
 * @param least the smallest
 * @param most the largest
 */
public record Bounds(int least, int most) {
  /**
   * Refuses every other number, in one sentence for whoever typed it.
   *
   * @param option its name, with the hyphens
   */
  public void require(CommandSpec spec, String option, int value) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), option + " takes a number from " + least + " to " + most + ".");
    }
  }
}
