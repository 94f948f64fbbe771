package io.quern.model.network;

/**
 * What sets one plain Java network apart: its logit as a function of one example's slot values, and
 * the derivative. May keep scratch space: confined to one thread.
 */
public interface SlotEquation {
  /**
   * The logit without its bias.
   *
   * @param slots {@code slots × width}: of each slot f its {@code w_f}, then its {@code v_f}
   */
  float logit(float[] slots);

  /**
   * The derivative of the loss by every slot value. Follows a call of {@link #logit} with the same
   * values.
   *
   * @param scale derivative of the loss by the logit
   * @param out {@code slots × width}, overwritten
   */
  void gradient(float[] slots, float scale, float[] out);
}
