package io.ida.streams.runtime;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Answers in capitals; the first letter is the lane, and some letters fail. A number after @ is the time to live in seconds. */
final class ShoutingCaller
        implements Processor<String, String, String, String>, SlowWork<String, String, String, String> {
    private final Executor executor;
    private final SlowCalls.Limits limits;
    private final List<List<String>> calls;
    private ProcessorContext<String, String> context;
    private SlowCalls<String, String, String, String> slowCalls;

    ShoutingCaller(Executor executor, SlowCalls.Limits limits, List<List<String>> calls) {
        this.executor = executor;
        this.limits = limits;
        this.calls = calls;
    }

    @Override
    public void init(ProcessorContext<String, String> context) {
        this.context = context;
        slowCalls =
                new SlowCalls<>(context, new DeadlineQueue<>(context.getStateStore("queue")), this, executor, limits);
    }

    @Override
    public void process(Record<String, String> record) {
        int at = record.value().indexOf('@');
        long timeToLive = at < 0
                ? SlowCallsDriver.TIME_TO_LIVE_MS
                : 1000L * Long.parseLong(record.value().substring(at + 1));
        slowCalls.add(record.value(), SlowCallsDriver.START.toEpochMilli() + timeToLive, record);
    }

    @Override
    public void close() {
        slowCalls.close();
    }

    @Override
    public String lane(String request) {
        return request.substring(0, 1);
    }

    @Override
    public List<String> call(String lane, List<String> batch) throws Exception {
        calls.add(batch);
        return switch (lane) {
            case "f" -> throw new IOException("broken");
            case "e" -> throw new StackOverflowError("out");
            case "s" -> List.of();
            default -> batch.stream().map(String::toUpperCase).toList();
        };
    }

    @Override
    public void settle(Record<String, String> record, Outcome<String> outcome) {
        String text = record.value() + " expired";
        if (outcome instanceof Outcome.Replied<String> replied) {
            text = replied.reply();
        } else if (outcome instanceof Outcome.Failed<String> failed) {
            text = record.value() + " failed: " + failed.cause().getMessage();
        }
        context.forward(record.withValue(text));
    }
}
