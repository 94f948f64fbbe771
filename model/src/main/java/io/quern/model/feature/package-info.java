/**
 * From a row's columns to the keys and factors that a network learns from.
 *
 * <p>A {@link io.quern.model.feature.FeatureSchema} says which columns a model reads and which
 * features it makes of them. What a row alone decides, {@link
 * io.quern.model.feature.FeatureEncoder} puts into {@link io.quern.model.feature.EncodedRows}. What
 * only all training rows decide is fitted to these encoded rows by {@link
 * io.quern.model.feature.FeatureSummary} and {@link io.quern.model.feature.VocabularyCounter}, kept
 * in the {@link io.quern.model.feature.FeatureMap}, and applied by {@link
 * io.quern.model.feature.SlotReader}. Training, PREDICT and serving run the same code; a training
 * runs it once for all epochs, in {@link io.quern.model.feature.SlotEncoder}.
 */
package io.quern.model.feature;
