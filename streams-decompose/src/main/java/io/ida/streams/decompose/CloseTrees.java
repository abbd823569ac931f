package io.ida.streams.decompose;

import io.ida.events.Answer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Forgets what was kept for a tree once its root is answered. */
final class CloseTrees implements Processor<String, Answer, String, SpecificRecord> {
    private TreeLedger ledger;

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        ledger = new TreeLedger(context);
    }

    @Override
    public void process(Record<String, Answer> record) {
        if (record.value() != null) {
            ledger.close(record.value().getRootId());
        }
    }
}
