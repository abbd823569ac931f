package io.ida.schemas;

/** Confluent's wire format: a zero byte, the schema's id as a big-endian int, then Avro's binary encoding. */
final class WireFormat {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 1 + Integer.BYTES;

    private WireFormat() {}
}
