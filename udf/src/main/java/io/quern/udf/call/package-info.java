/**
 * From the call of a model, as written in SQL, to an expression pinned to one version of it.
 *
 * <p>In the order in which Spark's analyzer meets them: {@link io.quern.udf.call.MarkStars} notes
 * which calls were written with {@code *}; {@link io.quern.udf.call.ModelFunction} builds a {@link
 * io.quern.udf.call.ModelCall} once the arguments are resolved; {@link
 * io.quern.udf.call.BindModelCalls} reads the model's signature, matches and casts the arguments
 * and puts {@link io.quern.udf.call.PredictExpr} in its place.
 */
package io.quern.udf.call;
