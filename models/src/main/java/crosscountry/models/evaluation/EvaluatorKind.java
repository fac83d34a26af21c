package crosscountry.models.evaluation;

import crosscountry.models.network.NetworkSnapshot;
import java.lang.reflect.InvocationTargetException;

/** The ways to evaluate a network. All agree to about 1e-5 of the size of a judgement. */
public enum EvaluatorKind {

  /**
   * Plain Java. Needs nothing, and gives the same bits on every machine: choose it where games must
   * be replayed elsewhere.
   */
  ROWS {
    @Override
    public NetworkEvaluator create(NetworkSnapshot snapshot) {
      return new RowEvaluator(snapshot);
    }
  },

  /** The JDK's vector API: the fastest. Needs {@code --add-modules jdk.incubator.vector}. */
  VECTOR {
    @Override
    public NetworkEvaluator create(NetworkSnapshot snapshot) {
      if (!hasVectorModule()) {
        throw new IllegalStateException(
            "The vector evaluator needs the module %s, which this JVM was started without.\n"
                    .formatted(VECTOR_MODULE)
                + "Maybe add \"--add-modules %s\" to its options, or choose ROWS or AUTO."
                    .formatted(VECTOR_MODULE));
      }
      return createVector(snapshot);
    }
  },

  /** DL4J itself, for large networks and GPUs. Needs an ND4J backend; slow for single positions. */
  DL4J {
    @Override
    public NetworkEvaluator create(NetworkSnapshot snapshot) {
      return new Dl4jEvaluator(snapshot);
    }
  },

  /** {@link #VECTOR} where this JVM can run it, otherwise {@link #ROWS}. */
  AUTO {
    @Override
    public NetworkEvaluator create(NetworkSnapshot snapshot) {
      return (hasVectorModule() ? VECTOR : ROWS).create(snapshot);
    }
  };

  private static final String VECTOR_MODULE = "jdk.incubator.vector";

  /**
   * Creates an evaluator. Keep it for one thread, and load later versions into it.
   *
   * @throws IllegalStateException if this JVM can't run the kind
   */
  public abstract NetworkEvaluator create(NetworkSnapshot snapshot);

  private static boolean hasVectorModule() {
    return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
  }

  /** By name, so that this class can be linked in a JVM without the module. */
  private static NetworkEvaluator createVector(NetworkSnapshot snapshot) {
    String name = EvaluatorKind.class.getPackageName() + ".VectorEvaluator";
    try {
      return Class.forName(name)
          .asSubclass(NetworkEvaluator.class)
          .getDeclaredConstructor(NetworkSnapshot.class)
          .newInstance(snapshot);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("The vector evaluator could not be created", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The vector evaluator could not be loaded", e);
    }
  }
}
