/**
 * Assistants and where their checkpoints are kept: {@link io.ida.models.ModelStore}, {@link
 * io.ida.models.TableAssistant} and {@link io.ida.models.AssistantLoader}, which makes the one from the other.
 */
package io.ida.models;
