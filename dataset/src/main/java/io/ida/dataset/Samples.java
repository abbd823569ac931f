package io.ida.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The training samples that a row makes, in order; none if it makes none. */
@FunctionalInterface
interface Samples {
    List<ObjectNode> of(Row row);
}
