package im.symbolon.openfire;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Everything outside of itself that a class file names. */
final class References {
  private static final int CLASS = 7;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_TYPE = 16;
  private static final Pattern TYPE_IN_DESCRIPTOR = Pattern.compile("L([^;<>]+);");

  private final Set<String> types = new TreeSet<>();
  private final Set<String> members = new TreeSet<>();

  /** Internal names of all types. */
  Set<String> types() {
    return types;
  }

  /** {@code owner.name descriptor} of all methods and fields. */
  Set<String> members() {
    return members;
  }

  void addAll(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int at = reader.getItem(i);
      if (at > 0) {
        addConstant(reader, at, buffer);
      }
    }
    reader.accept(new Declarations(), ClassReader.SKIP_CODE);
  }

  private void addConstant(ClassReader reader, int at, char[] buffer) {
    switch (reader.readByte(at - 1)) {
      case CLASS -> addType(reader.readUTF8(at, buffer));
      case NAME_AND_TYPE -> addDescriptor(reader.readUTF8(at + 2, buffer));
      case METHOD_TYPE -> addDescriptor(reader.readUTF8(at, buffer));
      case FIELD, METHOD, INTERFACE_METHOD -> {
        int nameAndType = reader.getItem(reader.readUnsignedShort(at + 2));
        members.add(
            reader.readClass(at, buffer)
                + "."
                + reader.readUTF8(nameAndType, buffer)
                + " "
                + reader.readUTF8(nameAndType + 2, buffer));
      }
      default -> {
        // numbers, texts and the names that the others point to
      }
    }
  }

  private void addType(String name) {
    if (name.startsWith("[")) {
      addDescriptor(name);
    } else {
      types.add(name);
    }
  }

  private void addDescriptor(String descriptor) {
    Matcher matcher = TYPE_IN_DESCRIPTOR.matcher(descriptor);
    while (matcher.find()) {
      types.add(matcher.group(1));
    }
  }

  /** What only the declarations of a class name. */
  private final class Declarations extends ClassVisitor {
    Declarations() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      addDescriptor(descriptor);
      return null;
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String signature, Object value) {
      addDescriptor(descriptor);
      return null;
    }
  }
}
