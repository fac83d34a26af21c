package crosscountry.models.network;

import java.util.List;
import java.util.NoSuchElementException;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** A few batches, once, as DL4J wants to be given them. */
final class BatchSequence implements MultiDataSetIterator {

  private static final long serialVersionUID = 1L;

  private final transient List<MultiDataSet> batches;
  private int given;

  BatchSequence(List<MultiDataSet> batches) {
    this.batches = batches;
  }

  @Override
  public boolean hasNext() {
    return given < batches.size();
  }

  @Override
  public MultiDataSet next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return batches.get(given++);
  }

  @Override
  public MultiDataSet next(int examples) {
    return next();
  }

  @Override
  public boolean resetSupported() {
    return false;
  }

  @Override
  public void reset() {
    throw new UnsupportedOperationException("Batches are given once");
  }

  /** By no thread but the caller's, since batches are freed when the step is done. */
  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public void setPreProcessor(MultiDataSetPreProcessor preProcessor) {
    throw new UnsupportedOperationException("Batches are as they should be");
  }

  @Override
  public MultiDataSetPreProcessor getPreProcessor() {
    return null;
  }
}
