package io.ida.streams.runtime;

import io.ida.monitoring.LoggedQuestion;
import io.ida.schemas.RegistryUnavailableException;
import io.ida.schemas.SchemaRefusedException;
import io.ida.streams.runtime.LetterWriter.Fault;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a record that cannot be read, processed or written into a dead letter, in the same transaction, and lets the
 * stage go on. Where the fault is not the record's (the registry is away or refuses a schema of this program, the
 * cluster refuses) the stream thread fails instead, and the record is tried again.
 *
 * <p>What fails of the processing of a record gives a letter with that record, and so do several of its outputs: their
 * letters have the same origin, and a redrive sends one of them. An event that a timer writes comes from no record, and
 * one that comes {@linkplain FromStore from a store} not from the one that is read: then the letter has the key of the
 * event, and neither value nor origin. A global store has no producer, and each process reads it anew at each start: what
 * cannot be read there is skipped with a warning, and stays where it is.
 */
public final class DeadLetterHandler
        implements DeserializationExceptionHandler, ProcessingExceptionHandler, ProductionExceptionHandler {
    static final String STAGE = "ida.stage";
    static final String TOPIC = "ida.dead.letter.topic";
    static final String MAX_BYTES = "ida.dead.letter.max.bytes";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterHandler.class);

    private LetterWriter letters;
    private StageMeters meters;

    @Override
    public void configure(Map<String, ?> properties) {
        letters = new LetterWriter(
                String.valueOf(properties.get(STAGE)),
                String.valueOf(properties.get(TOPIC)),
                Integer.parseInt(String.valueOf(properties.get(MAX_BYTES))));
        meters = StageMeters.of(properties);
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> origin, Exception exception) {
        if (isBlameless(exception)) {
            return DeserializationExceptionHandler.Response.fail();
        }
        if (isGlobal(context)) {
            skip(context, exception);
            return DeserializationExceptionHandler.Response.resume();
        }
        Fault fault = fault(context, reason(exception), exception, null);
        return DeserializationExceptionHandler.Response.resume(
                List.of(letters.ofRecord(fault, origin.key(), origin.value(), origin.headers())));
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> message, Exception exception) {
        boolean inPunctuation = context.topic() == null;
        if (isBlameless(exception) || inPunctuation) {
            return ProcessingExceptionHandler.Response.fail();
        }
        if (isGlobal(context)) {
            skip(context, exception);
            return ProcessingExceptionHandler.Response.resume();
        }
        Fault fault = fault(context, reason(exception), exception, message.value());
        return ProcessingExceptionHandler.Response.resume(
                List.of(letter(fault, message.key(), message.value() == null)));
    }

    /** An event that is too large is noticed by its serializer. What the producer refuses ends the transaction. */
    @Override
    public ProductionExceptionHandler.Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> produced, Exception exception) {
        return ProductionExceptionHandler.Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public ProductionExceptionHandler.Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord produced,
            Exception exception,
            ProductionExceptionHandler.SerializationExceptionOrigin origin) {
        if (isBlameless(exception) || !(exception instanceof SerializationException)) {
            return ProductionExceptionHandler.Response.fail();
        }
        String reason = "Cannot be written to " + produced.topic() + ": " + reason(exception);
        Fault fault = fault(context, reason, exception, produced.value());
        return ProductionExceptionHandler.Response.resume(List.of(letter(fault, produced.key(), false)));
    }

    /** Kafka Streams gives the task of the global stores negative numbers. */
    private static boolean isGlobal(ErrorHandlerContext context) {
        return context.taskId().subtopology() < 0;
    }

    private void skip(ErrorHandlerContext context, Exception exception) {
        LOG.warn(
                "Stage {} skips {}-{}@{}, which stays in its topic: {}",
                letters.stage(),
                context.topic(),
                context.partition(),
                context.offset(),
                reason(exception));
    }

    /** @param isEmpty whether the record that was read may have been nothing at all */
    private ProducerRecord<byte[], byte[]> letter(Fault fault, Object key, boolean isEmpty) {
        ErrorHandlerContext context = fault.context();
        if (FromStore.sends()) {
            return letters.ofStored(fault, key);
        }
        return context.sourceRawKey() != null || context.sourceRawValue() != null || isEmpty
                ? letters.ofRecord(fault, context.sourceRawKey(), context.sourceRawValue(), context.headers())
                : letters.ofKey(fault, key);
    }

    /** @param event what could not be processed or written, or null */
    private Fault fault(ErrorHandlerContext context, String reason, Exception exception, Object event) {
        try (LoggedQuestion logged = QuestionIds.logged(event)) {
            LOG.warn(
                    "Dead letter, which says why: stage {} gives up on {}-{}@{}",
                    letters.stage(),
                    context.topic(),
                    context.partition(),
                    context.offset(),
                    wordless(exception));
        }
        meters.deadLetter();
        return new Fault(context, reason, exception);
    }

    /** The same without messages: they may quote the event, which belongs into the dead letter and not into the log. */
    private static Throwable wordless(Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? null : wordless(thrown.getCause());
        Throwable wordless = new Throwable(thrown.getClass().getName(), cause);
        wordless.setStackTrace(thrown.getStackTrace());
        return wordless;
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

    /** Whether the record has nothing to do with it. */
    private static boolean isBlameless(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException || cause instanceof SchemaRefusedException) {
                return true;
            }
        }
        return false;
    }
}
