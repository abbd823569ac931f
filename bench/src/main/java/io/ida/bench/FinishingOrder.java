package io.ida.bench;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * In which order numbered questions are finished: how far each is ahead of the oldest that is not, of all questions and
 * of those of its partition. For one thread.
 */
final class FinishingOrder {
    private final int[] partitions;
    private final int[] places;
    private final Queue all = new Queue();
    private final List<Queue> byPartition = new ArrayList<>();

    /** @param partitions of each question, in the order in which they were asked */
    FinishingOrder(int[] partitions) {
        this.partitions = partitions.clone();
        places = new int[partitions.length];
        List<Integer> counts = new ArrayList<>();
        for (int number = 0; number < partitions.length; number++) {
            while (counts.size() <= partitions[number]) {
                counts.add(0);
                byPartition.add(new Queue());
            }
            places[number] = counts.get(partitions[number]);
            counts.set(partitions[number], places[number] + 1);
        }
    }

    /** A question is finished. */
    void finish(int number) {
        all.finish(number);
        byPartition.get(partitions[number]).finish(places[number]);
    }

    /** How many are finished. */
    int count() {
        return all.count;
    }

    /** By how many questions those that are finished are ahead of the oldest that is not; once one is finished. */
    Sample ahead() {
        return new Sample(all.ahead);
    }

    /** The same among the questions of each partition. */
    Sample aheadInPartition() {
        return new Sample(
                byPartition.stream().flatMap(queue -> queue.ahead.stream()).toList());
    }

    private static final class Queue {
        /** Every so many-th is kept for percentiles. */
        private static final int KEPT = 100;

        private final BitSet finished = new BitSet();
        private final List<Double> ahead = new ArrayList<>();
        private int oldest;
        private int count;

        void finish(int place) {
            finished.set(place);
            oldest = finished.nextClearBit(oldest);
            if (count++ % KEPT == 0) {
                ahead.add((double) Math.max(0, place - oldest));
            }
        }
    }
}
