package io.ida.streams.runtime;

import io.ida.schemas.RegistryUnavailableException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a record that cannot be read, processed or written into a dead letter, in the same transaction, and lets the
 * stage go on. Where the fault is not the record's (the registry is away, the cluster refuses) the stream thread fails
 * instead, and the record is tried again.
 */
public final class DeadLetterHandler
        implements DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {
    static final String STAGE = "ida.stage";
    static final String TOPIC = "ida.dead.letter.topic";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    private String stage;
    private String deadLetters;

    @Override
    public void configure(Map<String, ?> properties) {
        stage = String.valueOf(properties.get(STAGE));
        deadLetters = String.valueOf(properties.get(TOPIC));
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> origin, Exception exception) {
        if (isPassing(exception)) {
            return DeserializationExceptionHandler.Response.fail();
        }
        return DeserializationExceptionHandler.Response.resume(
                List.of(letter(context, origin.key(), origin.value(), origin.headers(), exception)));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> message, Exception exception) {
        boolean inPunctuation = context.topic() == null;
        if (isPassing(exception) || inPunctuation) {
            return ProcessingExceptionHandler.Response.fail();
        }
        return ProcessingExceptionHandler.Response.resume(List.of(letterOfSource(context, exception)));
    }

    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> produced, Exception exception) {
        if (!(exception instanceof RecordTooLargeException) || context.sourceRawValue() == null) {
            return ProductionExceptionHandler.Response.fail();
        }
        return ProductionExceptionHandler.Response.resume(List.of(letterOfSource(context, exception)));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public ProductionExceptionHandler.Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord produced,
            Exception exception,
            ProductionExceptionHandler.SerializationExceptionOrigin origin) {
        if (isPassing(exception)
                || !(exception instanceof SerializationException)
                || context.sourceRawValue() == null) {
            return ProductionExceptionHandler.Response.fail();
        }
        return ProductionExceptionHandler.Response.resume(List.of(letterOfSource(context, exception)));
    }

    private ProducerRecord<byte[], byte[]> letterOfSource(ErrorHandlerContext context, Exception exception) {
        return letter(context, context.sourceRawKey(), context.sourceRawValue(), context.headers(), exception);
    }

    private ProducerRecord<byte[], byte[]> letter(
            ErrorHandlerContext context, byte[] key, byte[] value, Headers headers, Exception exception) {
        LOG.warn(
                "Dead letter: stage {} gives up on {}-{}@{}",
                stage,
                context.topic(),
                context.partition(),
                context.offset(),
                exception);
        Headers described = DeadLetter.headers(
                headers == null ? new RecordHeaders() : headers,
                stage,
                reason(exception),
                exception,
                context.topic(),
                context.partition(),
                context.offset(),
                context.timestamp());
        return new ProducerRecord<>(deadLetters, null, null, key, value, described);
    }

    private static String reason(Exception exception) {
        Throwable cause = exception;
        while (cause.getCause() != null
                && cause instanceof KafkaException
                && !(cause instanceof SerializationException)) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static boolean isPassing(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException) {
                return true;
            }
        }
        return false;
    }
}
