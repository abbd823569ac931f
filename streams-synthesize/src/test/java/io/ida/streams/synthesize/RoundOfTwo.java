package io.ida.streams.synthesize;

import static io.ida.streams.synthesize.Trees.child;
import static io.ida.streams.synthesize.Trees.decomposition;
import static io.ida.streams.synthesize.Trees.issued;

import io.ida.events.Decomposition;
import io.ida.events.Question;
import org.junit.jupiter.api.AfterEach;

/** A stage and a round that waits for the answers to two sub-questions; nothing is sent yet. */
abstract class RoundOfTwo {
    final SynthesizeDriver stage = new SynthesizeDriver();
    final Question root = Trees.wildcards("q", 1, "??aaaa");
    final Question left = child(root, 0, 0, "a?aaaa");
    final Question right = child(root, 0, 1, "b?aaaa");
    final Decomposition round = decomposition(root, issued(0, left), issued(1, right));

    @AfterEach
    void close() {
        stage.close();
    }
}
