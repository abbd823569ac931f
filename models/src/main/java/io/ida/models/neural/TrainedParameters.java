package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The parameters of a network in training: of the student, of its teacher, and the moments of Adam's gradients, all flat.
 * Everything that the next step depends on can be read and restored. For use by one thread.
 */
final class TrainedParameters implements AutoCloseable {
    /** What {@link #state} has, in this order. */
    static final List<String> STATE = List.of("teacher", "student", "firstMoment", "secondMoment");

    private final ParameterLayout layout;
    private final Optimization optimization;
    private final NDManager manager = Torch.newManager();
    private final NDArray teacher;
    private final NDArray student;
    private final NDArray firstMoment;
    private final NDArray secondMoment;
    private long steps;

    /** Before the first step. */
    TrainedParameters(ParameterLayout layout, Optimization optimization, long seed) {
        this(layout, optimization, 0, freshState(layout, seed));
    }

    /**
     * As they were.
     *
     * @param state what {@link #state} returned
     */
    TrainedParameters(ParameterLayout layout, Optimization optimization, long steps, List<float[]> state) {
        this.layout = layout;
        this.optimization = optimization;
        this.steps = steps;
        teacher = manager.create(state.get(0));
        student = manager.create(state.get(1));
        firstMoment = manager.create(state.get(2));
        secondMoment = manager.create(state.get(3));
    }

    private static List<float[]> freshState(ParameterLayout layout, long seed) {
        float[] initial = layout.initial(seed);
        return List.of(initial, initial, new float[initial.length], new float[initial.length]);
    }

    /** Copies of all numbers, in the order of {@link #STATE}. */
    List<float[]> state() {
        return List.of(
                teacher.toFloatArray(),
                student.toFloatArray(),
                firstMoment.toFloatArray(),
                secondMoment.toFloatArray());
    }

    /** A copy of the teacher's parameters. */
    float[] teacher() {
        return teacher.toFloatArray();
    }

    /** How many steps were made. */
    long steps() {
        return steps;
    }

    /**
     * One step downhill. A loss that is not finite, or whose gradient is not, changes nothing but counts as a step.
     *
     * @param lossOf makes the loss, a scalar, from parameters; what it makes must belong to the manager it is given
     * @return the loss before the step
     */
    double step(BiFunction<Weights, NDManager, NDArray> lossOf) {
        try (NDManager scratch = manager.newSubManager()) {
            // An alias of the same memory, so that its gradient ends with this step and needs no clearing.
            NDArray leaf = student.stopGradient();
            leaf.attach(scratch);
            leaf.setRequiresGradient(true);
            float loss;
            try (Torch.Gradients recording = Torch.recordGradients()) {
                NDArray recorded = lossOf.apply(layout.weights(leaf, scratch), scratch);
                recording.collector().backward(recorded);
                loss = recorded.getFloat();
            }
            NDArray gradient = leaf.getGradient();
            gradient.attach(scratch);
            steps++;
            float norm = norm(gradient);
            if (Float.isFinite(loss) && Float.isFinite(norm)) {
                clip(gradient, norm);
                descend(gradient);
                follow(scratch);
            }
            return loss;
        }
    }

    private static float norm(NDArray gradient) {
        return (float) Math.sqrt(gradient.square().sum().getFloat());
    }

    private void clip(NDArray gradient, float norm) {
        if (optimization.clipNorm() > 0 && norm > optimization.clipNorm()) {
            gradient.muli(optimization.clipNorm() / norm);
        }
    }

    /** Adam, with the corrections of both moments drawn into its factors. Overwrites the gradient. */
    private void descend(NDArray gradient) {
        double first = Optimization.FIRST_DECAY;
        double second = Optimization.SECOND_DECAY;
        double secondCorrection = Math.sqrt(1 - Math.pow(second, steps));
        double rate = optimization.rate(steps) * secondCorrection / (1 - Math.pow(first, steps));

        firstMoment.muli(first / (1 - first)).addi(gradient).muli(1 - first);
        secondMoment.muli(second / (1 - second)).addi(gradient.square()).muli(1 - second);
        try (NDArray scale = secondMoment.sqrt()) {
            scale.addi(Optimization.EPSILON * secondCorrection);
            try (NDArray change = firstMoment.div(scale)) {
                student.subi(change.muli(rate));
            }
        }
    }

    private void follow(NDManager scratch) {
        NDArray distance = student.sub(teacher);
        distance.attach(scratch);
        teacher.addi(distance.muli(optimization.teacherShare(steps)));
    }

    @Override
    public void close() {
        manager.close();
    }
}
