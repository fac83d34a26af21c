package crosscountry.jobs.codegen;

import static java.lang.invoke.MethodType.methodType;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Generated Java code, compiled and loaded in this JVM. */
public final class CompiledJacobian {

  private final Class<?> type;
  private final byte[] bytes;
  private final MethodHandle jacobian;

  private CompiledJacobian(Class<?> type, byte[] bytes) throws ReflectiveOperationException {
    this.type = type;
    this.bytes = bytes;
    this.jacobian =
        MethodHandles.publicLookup()
            .findStatic(
                type,
                "jacobian",
                methodType(void.class, double[].class, double[].class, double[].class));
  }

  /**
   * Compiles classes, all warnings being errors.
   *
   * @param sources source of each class by its name
   */
  public static Map<String, CompiledJacobian> compile(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Memory memory = new Memory(compiler.getStandardFileManager(null, null, null));
    List<Source> units =
        sources.entrySet().stream()
            .map(each -> new Source(each.getKey(), each.getValue()))
            .toList();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(messages, memory, null, List.of("-Xlint:all", "-Werror"), null, units)
            .call();
    if (!compiled) {
      throw new AssertionError(messages);
    }
    Loader loader = new Loader(memory.classes);
    Map<String, CompiledJacobian> loaded = new HashMap<>();
    for (String name : sources.keySet()) {
      try {
        loaded.put(
            name,
            new CompiledJacobian(loader.loadClass(name), memory.classes.get(name).toByteArray()));
      } catch (ReflectiveOperationException unusable) {
        throw new LinkageError(unusable.getMessage(), unusable);
      }
    }
    return loaded;
  }

  /** Returns the class. */
  public Class<?> type() {
    return type;
  }

  /** Returns the class as compiled. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the method, of three arrays. */
  public MethodHandle method() {
    return jacobian;
  }

  /** Evaluates the function and its Jacobian. */
  public void evaluate(double[] inputs, double[] outputs, double[] jacobian) {
    try {
      this.jacobian.invokeExact(inputs, outputs, jacobian);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String name, String text) {
      super(URI.create("memory:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    Memory(JavaFileManager platform) {
      super(platform);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(name, created -> new ByteArrayOutputStream());
        }
      };
    }
  }

  private static final class Loader extends ClassLoader {

    private final Map<String, ByteArrayOutputStream> classes;

    Loader(Map<String, ByteArrayOutputStream> classes) {
      super(CompiledJacobian.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      ByteArrayOutputStream found = classes.get(name);
      if (found == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = found.toByteArray();
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
