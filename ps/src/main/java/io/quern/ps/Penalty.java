package io.quern.ps;

import java.io.Serializable;

/**
 * What every step does to every weight besides following the gradient of the data.
 *
 * @param l1 λ₁: the step ends with {@code w ← sign(w) × max(|w| − rate × λ₁, 0)}, the proximal
 *     operator of λ₁|w| (Parikh, Boyd: "Proximal algorithms", 2014, section 6.5.2) with the step's
 *     own rate; weights become exactly 0
 * @param l2 λ₂: the step adds λ₂ × w to the gradient, that of (λ₂/2)w²
 * @param decay AdamW's: the step begins with {@code w ← (1 − rate × decay) × w}
 */
public record Penalty(float l1, float l2, float decay) implements Serializable {
  public static final Penalty NONE = new Penalty(0, 0, 0);

  public static Penalty ofL2(float l2) {
    return new Penalty(0, l2, 0);
  }
}
