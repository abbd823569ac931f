package io.ida.streams.synthesize;

import java.util.ArrayList;
import java.util.List;

/** Every order in which things may happen. */
final class Orders {
    private Orders() {}

    static <T> List<List<T>> of(List<T> things) {
        if (things.isEmpty()) {
            return List.of(List.of());
        }
        List<List<T>> orders = new ArrayList<>();
        for (int first = 0; first < things.size(); first++) {
            List<T> others = new ArrayList<>(things);
            T thing = others.remove(first);
            for (List<T> order : of(others)) {
                List<T> longer = new ArrayList<>(order);
                longer.add(0, thing);
                orders.add(longer);
            }
        }
        return orders;
    }
}
