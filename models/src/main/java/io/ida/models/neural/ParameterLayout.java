package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The parameters of a network, one after another in one flat array: so an optimizer, a moving average and a checkpoint
 * each handle one array, whatever the network looks like. Layers add theirs when they are made, and read them by
 * position.
 */
final class ParameterLayout {
    private final List<Entry> entries = new ArrayList<>();
    private int size;

    /** One parameter: where it begins in the flat array, and what it is before training. */
    private record Entry(ParameterShape parameter, int offset, float mean, float deviation) {}

    /**
     * Adds a parameter that begins normally distributed around 0.
     *
     * @return its position in {@link Weights}
     */
    int addNormal(String name, double deviation, long... shape) {
        return add(new ParameterShape(name, asList(shape)), 0, (float) deviation);
    }

    /** Adds a parameter that begins with one value throughout; returns its position in {@link Weights}. */
    int addConstant(String name, double value, long... shape) {
        return add(new ParameterShape(name, asList(shape)), (float) value, 0);
    }

    private int add(ParameterShape parameter, float mean, float deviation) {
        entries.add(new Entry(parameter, size, mean, deviation));
        size = Math.addExact(size, parameter.size());
        return entries.size() - 1;
    }

    /** How many numbers there are. */
    int size() {
        return size;
    }

    /** Names and shapes, in order. */
    List<ParameterShape> shapes() {
        return entries.stream().map(Entry::parameter).toList();
    }

    /** Parameters before training; the same seed gives the same numbers everywhere. */
    float[] initial(long seed) {
        float[] flat = new float[size];
        Random random = new Random(seed);
        for (Entry entry : entries) {
            int end = entry.offset() + entry.parameter().size();
            for (int index = entry.offset(); index < end; index++) {
                flat[index] = entry.mean() + (float) random.nextGaussian() * entry.deviation();
            }
        }
        return flat;
    }

    /**
     * The single parameters as views of a flat array.
     *
     * @param flat of shape (size)
     * @param manager what the views belong to
     */
    Weights weights(NDArray flat, NDManager manager) {
        long[] ends = entries.stream().skip(1).mapToLong(Entry::offset).toArray();
        NDList pieces = flat.split(ends);
        pieces.attach(manager);
        NDArray[] views = new NDArray[entries.size()];
        for (int index = 0; index < views.length; index++) {
            views[index] =
                    pieces.get(index).reshape(entries.get(index).parameter().toShape());
        }
        return new Weights(views);
    }

    private static List<Long> asList(long... shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
