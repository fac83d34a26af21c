package crosscountry.models.device;

/** The implementations of ND4J that a build may hold. */
enum Backend {
  /** On processors. */
  CPU("org.nd4j.linalg.cpu.nativecpu.", "CpuBackend"),
  /** On NVIDIA's GPUs. */
  CUDA("org.nd4j.linalg.jcublas.", "JCublasBackend");

  private final String classPrefix;
  private final String simpleName;

  Backend(String classPrefix, String simpleName) {
    this.classPrefix = classPrefix;
    this.simpleName = simpleName;
  }

  /** Returns what the names of its classes begin with. */
  String classPrefix() {
    return classPrefix;
  }

  /** Returns the name of its main class without that of the package. */
  String simpleName() {
    return simpleName;
  }

  /** Returns whether a class is one of its own. */
  boolean isOf(Class<?> type) {
    return type.getName().startsWith(classPrefix);
  }

  /** Returns whether a class loader finds it. */
  boolean isOn(ClassLoader classes) {
    String className = classPrefix + simpleName;
    return classes.getResource(className.replace('.', '/') + ".class") != null;
  }
}
