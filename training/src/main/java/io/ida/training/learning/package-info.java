/**
 * The learned loop: rounds in which the amplified team answers new questions while the next version of X trains on the
 * answers of the rounds before, a promotion gate on held-out questions, and a curriculum by agreement.
 */
package io.ida.training.learning;
