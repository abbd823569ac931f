package io.ida.models;

/**
 * Where a checkpoint is.
 *
 * @param location relative to the model store
 * @param sha256 SHA-256 of its bytes, in lower-case hexadecimal
 * @param bytes its length
 */
public record StoredCheckpoint(String location, String sha256, long bytes) {}
