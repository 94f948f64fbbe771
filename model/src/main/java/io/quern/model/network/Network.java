package io.quern.model.network;

/**
 * A network ready to train and predict. Holds no parameters: rows and dense values are handed in,
 * gradients handed out, so that the parameter server is their only home. Deterministic in its
 * arguments. Confined to one thread.
 *
 * <p>The value of slot f is the vector {@code v_f} = row of the key (categories), row × number
 * (numbers), mean of the rows (bags), and {@code w_f} likewise of the linear weights.
 */
public interface Network extends AutoCloseable {
  /** The dense parameters, in the order of the flat arrays below. */
  DenseLayout dense();

  /**
   * One step: forward with dropout and batch statistics, backward.
   *
   * @param rows {@code batch.uniqueRows × width}
   * @param dense {@code dense().size()}
   * @param randomSeed what dropout masks derive from; the same seed gives the same masks
   * @param out overwritten; its arrays grow where needed
   */
  void train(MiniBatch batch, float[] rows, float[] dense, long randomSeed, Gradients out);

  /**
   * Forward without dropout, with running statistics.
   *
   * @param probabilities the first {@code batch.size} values are overwritten
   */
  void predict(MiniBatch batch, float[] rows, float[] dense, float[] probabilities);

  @Override
  void close();
}
