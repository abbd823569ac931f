package io.ida.training.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningPlotTest {
    private static final Pattern INLINE = Pattern.compile("src=\"data:image/png;base64,([^\"]+)\"");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"1,2,6,5", "1,3,9,5", "2,3,6,5", "1,1,1,1", "1,2,80,15", "3,2,2,3"})
    void theImageIsDrawnAndIsInThePageToo(int runs, int ways, int versions, int depths) throws IOException {
        LearningPlot.Drawn drawn =
                LearningPlot.write(directory.resolve("new/deep"), Figures.of(runs, ways, versions, depths));

        assertThat(drawn.complaint()).isEmpty();
        byte[] image = Files.readAllBytes(drawn.image().orElseThrow());
        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(image));
        assertThat(decoded.getWidth()).isEqualTo(2480);
        assertThat(decoded.getHeight()).isGreaterThan(1000);
        Matcher inline = INLINE.matcher(Files.readString(drawn.page()));
        assertThat(inline.find()).isTrue();
        assertThat(Base64.getDecoder().decode(inline.group(1))).isEqualTo(image);
    }

    @Test
    void aFigureWithoutPointsIsDrawnEmpty() throws IOException {
        Figure empty = new Figure("t", "", "version", "exponent", 0.95, List.of(new Curve("r", "X alone", List.of())));

        assertThat(LearningPlot.write(directory, empty).complaint()).isEmpty();
        assertThat(LearningPlot.write(directory, Figures.of(0, 0, 0, 0)).complaint())
                .isEmpty();
    }

    @Test
    void thePageHoldsEveryNumberAndLoadsNothing() throws IOException {
        TreeMap<Integer, Share> byDepth = new TreeMap<>();
        byDepth.put(1, new Share(97, 100));
        byDepth.put(2, new Share(1, 3));
        Point point = new Point(4, new Share(98, 103), byDepth, 3);
        Figure figure = new Figure(
                "Sums < 3 & \"more\"",
                "seed 1",
                "version",
                "exponent",
                0.95,
                List.of(new Curve("distilled", "X alone", List.of(point))));

        String page = Files.readString(LearningPlot.write(directory, figure).page());

        assertThat(page).contains("<title>Sums &lt; 3 &amp; &quot;more&quot;</title>");
        assertThat(page)
                .contains("<tr><th scope=\"row\" class=\"way\">X alone</th><td>4</td><td>3</td>"
                        + "<td class=\"able\">0.951 <span class=\"asked\">of 103</span></td>"
                        + "<td class=\"able\">0.970 <span class=\"asked\">of 100</span></td>"
                        + "<td>0.333 <span class=\"asked\">of 3</span></td></tr>");
        assertThat(page).contains("alt=\"Accuracy and horizon over version. At the end: distilled, X alone: accuracy");
        assertThat(page).doesNotContain("http:", "https:", "<script", "url(");
    }

    @Test
    void withoutFontsThePageComesWithoutTheImageAndSaysWhy() throws IOException {
        Figure figure = Figures.of(1, 2, 3, 3);
        LearningPlot.write(directory, figure);

        LearningPlot.Drawn drawn = LearningPlot.write(directory, figure, unable -> {
            throw new InternalError("Fontconfig head is null");
        });

        assertThat(drawn.image()).isEmpty();
        assertThat(drawn.complaint()).contains("Fontconfig head is null", "apt-get install");
        assertThat(directory.resolve(LearningPlot.IMAGE)).doesNotExist();
        assertThat(Files.readString(drawn.page())).contains("Fontconfig head is null", "depth 3", "of 64");
    }

    @Test
    void pointsAreDrawnInTheOrderOfX() {
        Point first = new Point(0, new Share(0, 1), new TreeMap<>(), 0);
        Point second = new Point(2.5, new Share(1, 1), new TreeMap<>(), 3);

        assertThat(new Curve("r", "w", List.of(second, first)).points()).containsExactly(first, second);
    }

    @Test
    void aHorizonThatWasNotMeasuredIsADash() throws IOException {
        Point point = new Point(0, new Share(1, 2), new TreeMap<>(), Point.UNKNOWN);
        Figure figure = new Figure(
                "t", "", "version", "exponent", 0.95, List.of(new Curve("r", "H + X", List.of(point, point))));

        LearningPlot.Drawn drawn = LearningPlot.write(directory, figure);

        assertThat(drawn.complaint()).isEmpty();
        assertThat(Files.readString(drawn.page())).contains("<td>0</td><td>–</td>", "accuracy 0.500. The tables");
    }

    @Test
    void manyDepthsShareLines() {
        Figure figure = Figures.of(1, 1, 1, 15);

        assertThat(DepthGroup.of(figure.depths()))
                .extracting(DepthGroup::label)
                .containsExactly("1–2", "3–5", "6–7", "8–10", "11–12", "13–15");
        assertThat(DepthGroup.of(Figures.of(1, 1, 1, 3).depths()))
                .extracting(DepthGroup::label)
                .containsExactly("1", "2", "3");
        assertThat(DepthGroup.of(figure.depths())
                        .get(1)
                        .of(figure.curves().get(0).points().get(0).byDepth()))
                .extracting(Share::asked)
                .isEqualTo(3 * 64L);
    }
}
