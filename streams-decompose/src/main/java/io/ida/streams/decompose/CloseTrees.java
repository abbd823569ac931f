package io.ida.streams.decompose;

import io.ida.events.Answer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Forgets what was kept for a tree once its root is answered. */
final class CloseTrees implements Processor<String, Answer, String, SpecificRecord> {
    private TreeLedger ledger;

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        KeyValueStore<String, Long> spent = context.getStateStore(DecomposeTopology.SPENT_CALLS);
        KeyValueStore<String, String> issued = context.getStateStore(DecomposeTopology.ISSUED_ASKS);
        ledger = new TreeLedger(spent, issued);
    }

    @Override
    public void process(Record<String, Answer> record) {
        if (record.value() != null) {
            ledger.close(record.value().getRootId());
        }
    }
}
