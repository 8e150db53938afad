package im.symbolon.lab;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what was not understood, and in another one where help is. */
final class NotUnderstood implements IParameterExceptionHandler {
  private NotUnderstood() {}

  /** Has a command and those below it answer so. */
  static CommandLine in(CommandLine command) {
    return command
        .registerConverter(int.class, NotUnderstood::number)
        .setParameterExceptionHandler(new NotUnderstood());
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is no whole number, or too large a one");
    }
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String sentence = e.getMessage();
    err.println(sentence.endsWith(".") ? sentence : sentence + ".");
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      String name = command.getCommandSpec().qualifiedName();
      err.println("All that it takes is told by: " + name + " --help");
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }
}
