package io.ida.models.neural;

import io.ida.models.CheckpointException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** X without its parameters: what is made from its config, and how that is stored. Immutable. */
final class Student {
    /** What model versions call this kind of checkpoint. */
    static final String ARCHITECTURE = "neural/1";

    private final StudentConfig config;
    private final Tokenizer tokenizer;
    private final StudentNetwork network;

    /** @throws IllegalArgumentException if the language is wrong */
    Student(StudentConfig config) {
        this.config = config;
        tokenizer = new Tokenizer(config.language());
        network = new StudentNetwork(config.size(), tokenizer);
    }

    StudentConfig config() {
        return config;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    StudentNetwork network() {
        return network;
    }

    /**
     * A checkpoint, open after its header.
     *
     * @param student made from its config, which it fits
     */
    record Stored(Student student, CheckpointFile file) {}

    /** @throws CheckpointException if it is no checkpoint of a student, or does not fit its config */
    static Stored open(InputStream in) throws IOException {
        CheckpointFile file = CheckpointFile.open(in, ARCHITECTURE);
        StudentConfig config = file.config(StudentConfig.class);
        Student student;
        try {
            student = new Student(config);
        } catch (IllegalArgumentException wrong) {
            throw new CheckpointException("its config makes no network: " + wrong.getMessage(), wrong);
        }
        file.requireFits(student.tokenizer.vocabulary(), student.network.layout(), TrainedParameters.STATE);
        return new Stored(student, file);
    }

    void write(long steps, List<float[]> state, OutputStream out) throws IOException {
        CheckpointFile.Header header = CheckpointFile.Header.of(
                ARCHITECTURE, config, steps, tokenizer.vocabulary(), network.layout(), TrainedParameters.STATE);
        CheckpointFile.write(header, state, out);
    }
}
