package io.ida.models.neural;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * A parameter of a network as a checkpoint names it.
 *
 * @param shape its dimensions
 */
@JsonPropertyOrder({"name", "shape"})
record ParameterShape(String name, List<Long> shape) {
    ParameterShape {
        shape = List.copyOf(shape);
    }

    Shape toShape() {
        return new Shape(shape.stream().mapToLong(Long::longValue).toArray());
    }

    /** How many numbers it has. */
    int size() {
        return Math.toIntExact(shape.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact));
    }
}
