package io.ida.models.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BiFunction;

/**
 * The parameters of a network in training: of the student, of its teacher, and the moments of Adam's gradients, all flat.
 * Everything that the next step depends on can be read and restored. For use by one thread.
 *
 * <p>They are plain arrays, which PyTorch sees only while it computes a gradient: Adam in one pass over them takes half
 * the time of ten operations on tensors.
 */
final class TrainedParameters implements AutoCloseable {
    /** What {@link #state} has, in this order. */
    static final List<String> STATE = List.of("teacher", "student", "firstMoment", "secondMoment");

    private final ParameterLayout layout;
    private final Optimization optimization;
    private final NDManager manager = Torch.newManager();
    private final float[] teacher;
    private final float[] student;
    private final float[] firstMoment;
    private final float[] secondMoment;

    /** The student where PyTorch reads it. */
    private final ByteBuffer shared;

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
        teacher = state.get(0).clone();
        student = state.get(1).clone();
        firstMoment = state.get(2).clone();
        secondMoment = state.get(3).clone();
        shared = manager.allocateDirect(student.length * Float.BYTES);
    }

    private static List<float[]> freshState(ParameterLayout layout, long seed) {
        float[] initial = layout.initial(seed);
        return List.of(initial, initial, new float[initial.length], new float[initial.length]);
    }

    /** Copies of all numbers, in the order of {@link #STATE}. */
    List<float[]> state() {
        return List.of(teacher.clone(), student.clone(), firstMoment.clone(), secondMoment.clone());
    }

    /** A copy of the teacher's parameters. */
    float[] teacher() {
        return teacher.clone();
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
        float loss;
        float[] gradient;
        shared.clear().asFloatBuffer().put(student);
        try (NDManager scratch = manager.newSubManager()) {
            NDArray leaf = scratch.create(shared, new Shape(student.length), DataType.FLOAT32);
            leaf.setRequiresGradient(true);
            try (Torch.Gradients recording = Torch.recordGradients()) {
                NDArray recorded = lossOf.apply(layout.weights(leaf, scratch), scratch);
                recording.collector().backward(recorded);
                loss = recorded.getFloat();
            }
            gradient = leaf.getGradient().toFloatArray();
        }
        steps++;
        double norm = norm(gradient);
        if (Float.isFinite(loss) && Double.isFinite(norm)) {
            boolean clipped = optimization.clipNorm() > 0 && norm > optimization.clipNorm();
            descend(gradient, clipped ? (float) (optimization.clipNorm() / norm) : 1);
        }
        return loss;
    }

    private static double norm(float[] gradient) {
        double sum = 0;
        for (float number : gradient) {
            sum += (double) number * number;
        }
        return Math.sqrt(sum);
    }

    /** Adam, with the corrections of both moments drawn into its factors, and the teacher's move after the student. */
    private void descend(float[] gradient, float scale) {
        float first = (float) Optimization.FIRST_DECAY;
        float second = (float) Optimization.SECOND_DECAY;
        double secondCorrection = Math.sqrt(1 - Math.pow(Optimization.SECOND_DECAY, steps));
        double firstCorrection = 1 - Math.pow(Optimization.FIRST_DECAY, steps);
        float rate = (float) (optimization.rate(steps) * secondCorrection / firstCorrection);
        float epsilon = (float) (Optimization.EPSILON * secondCorrection);
        float share = (float) optimization.teacherShare(steps);
        for (int index = 0; index < gradient.length; index++) {
            float slope = gradient[index] * scale;
            firstMoment[index] = first * firstMoment[index] + (1 - first) * slope;
            secondMoment[index] = second * secondMoment[index] + (1 - second) * slope * slope;
            student[index] -= rate * firstMoment[index] / ((float) Math.sqrt(secondMoment[index]) + epsilon);
            teacher[index] += share * (student[index] - teacher[index]);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
