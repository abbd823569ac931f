package io.ida.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that measures until it is stopped, and says when its writer is closed while its data is there. */
final class LongMeasurement {
    static final String BEGUN = "begun";
    static final String CLOSED = "closed";

    private LongMeasurement() {}

    public static void main(String[] arguments) throws InterruptedException, IOException {
        ScratchDirectory.use(scratch -> {
            Path file = Files.writeString(scratch.path().resolve("file"), "data");
            scratch.closedFirst(() -> {
                if (Files.exists(file)) {
                    System.out.println(CLOSED);
                }
            });
            System.out.println(BEGUN);
            TimeUnit.MINUTES.sleep(5);
            return file;
        });
    }
}
