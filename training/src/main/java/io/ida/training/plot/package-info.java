/**
 * The picture of how an assistant learns: {@link io.ida.training.plot.LearningPlot} draws accuracy and horizon over
 * versions as an image and a page. Knows nothing of where the numbers come from.
 */
package io.ida.training.plot;
