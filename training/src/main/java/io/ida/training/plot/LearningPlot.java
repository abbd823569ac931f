package io.ida.training.plot;

import java.awt.AWTError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws how assistants learn, as {@value #IMAGE} and as {@value #PAGE}: one file that needs no network, with the image
 * in it and the numbers as a table. Needs no display, and makes AWT headless unless
 * {@code java.awt.headless} says otherwise. Where Java cannot draw text, because the machine has no fonts, the
 * page comes without the image and says why. Safe for use by several threads, but not on one directory.
 */
public final class LearningPlot {
    public static final String IMAGE = "learning.png";
    public static final String PAGE = "learning.html";

    private static final Logger LOG = LoggerFactory.getLogger(LearningPlot.class);

    private static final String HEADLESS = "java.awt.headless";

    private LearningPlot() {}

    /**
     * What was written.
     *
     * @param page the page
     * @param image the image; empty if it could not be drawn
     * @param complaint why there is no image, and what to do; empty if there is one
     */
    public record Drawn(Path page, Optional<Path> image, String complaint) {}

    /**
     * Writes the image and the page, over those that are there.
     *
     * @param directory where to; made if it is not there
     * @throws IOException if a file cannot be written
     */
    public static Drawn write(Path directory, Figure figure) throws IOException {
        if (System.getProperty(HEADLESS) == null) {
            // Else AWT asks the display that DISPLAY names, which may be gone.
            System.setProperty(HEADLESS, "true");
        }
        return write(directory, figure, drawn -> new Picture(drawn).png());
    }

    static Drawn write(Path directory, Figure figure, Function<Figure, byte[]> painter) throws IOException {
        Files.createDirectories(directory);
        Path image = directory.resolve(IMAGE);
        Path page = directory.resolve(PAGE);
        Optional<byte[]> png = Optional.empty();
        String complaint = "";
        try {
            png = Optional.of(painter.apply(figure));
        } catch (RuntimeException | LinkageError | InternalError | AWTError failure) {
            // Without fonts AWT fails with one or another of these; the numbers are no worse for it.
            LOG.debug("No image", failure);
            complaint =
                    "The image could not be drawn (" + root(failure) + "). Java needs fontconfig, freetype and a font"
                            + " for it; on Debian: apt-get install fontconfig libfreetype6 fonts-dejavu-core.";
        }
        if (png.isPresent()) {
            Files.write(image, png.get());
        } else {
            Files.deleteIfExists(image);
        }
        Files.writeString(page, new Page(figure).html(png, complaint), StandardCharsets.UTF_8);
        return new Drawn(page, png.map(bytes -> image), complaint);
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }
}
