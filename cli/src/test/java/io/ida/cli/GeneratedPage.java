package io.ida.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation that a test makes from the code. With {@code -Dwrite.docs=true} it is written anew. */
final class GeneratedPage {
    private static final Path DOCS = Path.of("..", "docs");

    private GeneratedPage() {}

    static void assertUpToDate(String name, String page) throws IOException {
        Path file = DOCS.resolve(name);
        if (Boolean.getBoolean("write.docs")) {
            Files.writeString(file, page);
        }
        assertThat(Files.readString(file))
                .as("docs/" + name + " is out of date; see the test's Javadoc")
                .isEqualTo(page);
    }
}
