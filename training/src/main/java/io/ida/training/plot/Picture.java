package io.ida.training.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * The figure as an image. The first row sums up: accuracy over all questions, and the horizon; of one run for every way
 * of answering, of several runs for the first way, so that runs can be compared. The rows below show the accuracy by
 * needed depth, a row for each run and a panel for each way.
 */
final class Picture {
    private static final int WIDTH = 1240;
    private static final int PANEL_HEIGHT = 310;
    private static final int MARGIN = 24;
    private static final int HEAD = 78;
    private static final int FOOT = 34;
    /** Pixels of the image for each of the layout, so that it stays sharp on dense screens. */
    private static final int SCALE = 2;

    /** Colours that people with any colour vision tell apart (Okabe and Ito 2008). */
    private static final List<Color> HUES = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0x56B4E9),
            new Color(0xE69F00));

    /** From easy to hard; the light end of viridis is left out, as it cannot be seen on white. */
    private static final List<Color> SHADES = List.of(
            new Color(0x9BD93C),
            new Color(0x35B779),
            new Color(0x1F9E89),
            new Color(0x31688E),
            new Color(0x443983),
            new Color(0x440154));

    private final Figure figure;
    private final double xMin;
    private final double xMax;

    Picture(Figure figure) {
        this.figure = figure;
        double first = xs().min().orElse(0);
        double last = xs().max().orElse(1);
        xMin = Math.min(0, first);
        xMax = last > xMin ? last : xMin + 1;
    }

    /** The image in PNG format. */
    byte[] png() {
        List<List<Panel>> rows = rows();
        int height = HEAD + rows.size() * PANEL_HEIGHT + FOOT;
        BufferedImage image = new BufferedImage(WIDTH * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(SCALE, SCALE);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, WIDTH, height);
            write(graphics, figure.title(), Font.BOLD, 20, new Color(0x111111), 36);
            write(graphics, figure.subtitle(), Font.PLAIN, 13, new Color(0x555555), 58);
            write(graphics, footer(), Font.PLAIN, 12, new Color(0x555555), height - 14);
            for (int row = 0; row < rows.size(); row++) {
                paint(graphics, rows.get(row), HEAD + row * PANEL_HEIGHT);
            }
        } finally {
            graphics.dispose();
        }
        return encoded(image);
    }

    private void paint(Graphics2D graphics, List<Panel> row, int top) {
        int width = (WIDTH - MARGIN) / row.size();
        for (int column = 0; column < row.size(); column++) {
            Graphics2D corner = (Graphics2D) graphics.create(MARGIN / 2 + column * width, top, width, PANEL_HEIGHT);
            try {
                row.get(column).chart(width, PANEL_HEIGHT, xMin, xMax).paint(corner, width, PANEL_HEIGHT);
            } finally {
                corner.dispose();
            }
        }
    }

    private static void write(Graphics2D graphics, String text, int style, int size, Color color, int baseline) {
        graphics.setColor(color);
        graphics.setFont(new Font(Font.SANS_SERIF, style, size));
        graphics.drawString(text, MARGIN, baseline);
    }

    private String footer() {
        return "Dashed: accuracy " + Numbers.threshold(figure.threshold())
                + ", which counts as able. Depth: levels of amplification that a question needs, from an assistant that"
                + " knows nothing.";
    }

    private List<List<Panel>> rows() {
        List<List<Panel>> rows = new ArrayList<>();
        rows.add(summary());
        for (String run : figure.runs()) {
            List<Panel> row = new ArrayList<>();
            figure.curvesOf(run).forEach(curve -> row.add(byDepth(curve)));
            rows.add(row);
        }
        return rows;
    }

    private List<Panel> summary() {
        boolean compared = figure.runs().size() > 1;
        List<Curve> curves = compared
                ? figure.curves().stream()
                        .filter(curve -> curve.way().equals(figure.ways().get(0)))
                        .toList()
                : figure.curves();
        Function<Curve, String> name = compared ? Curve::run : Curve::way;
        String of = compared ? " of " + figure.ways().get(0) : "";
        double highest = figure.curves().stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Point::horizon)
                .max()
                .orElse(0);
        return List.of(
                new Panel(
                        "Accuracy" + of + ", all questions",
                        figure.xLabel(),
                        "accuracy",
                        1,
                        figure.threshold(),
                        true,
                        lines(curves, name, point -> point.all().value())),
                new Panel(
                        "Horizon" + of,
                        figure.xLabel(),
                        "largest " + figure.hardness() + " mastered",
                        Math.max(2, highest),
                        Double.NaN,
                        true,
                        lines(curves, name, point -> point.horizon() < 0 ? Double.NaN : point.horizon())));
    }

    private static List<Panel.Line> lines(
            List<Curve> curves, Function<Curve, String> name, ToDoubleFunction<Point> value) {
        return IntStream.range(0, curves.size())
                .mapToObj(index ->
                        line(name.apply(curves.get(index)), HUES.get(index % HUES.size()), curves.get(index), value))
                .toList();
    }

    private Panel byDepth(Curve curve) {
        List<DepthGroup> groups = DepthGroup.of(figure.depths());
        List<Panel.Line> lines = new ArrayList<>();
        for (int index = 0; index < groups.size(); index++) {
            DepthGroup group = groups.get(index);
            int shade = groups.size() == 1 ? 0 : index * (SHADES.size() - 1) / (groups.size() - 1);
            lines.add(line(
                    "depth " + group.label(),
                    SHADES.get(shade),
                    curve,
                    point -> group.of(point.byDepth()).value()));
        }
        String title = figure.runs().size() > 1 ? curve.run() + ": " + curve.way() : curve.way();
        return new Panel(title + ", by needed depth", figure.xLabel(), "accuracy", 1, figure.threshold(), false, lines);
    }

    private static Panel.Line line(String name, Color color, Curve curve, ToDoubleFunction<Point> value) {
        return new Panel.Line(
                name,
                color,
                curve.points().stream().mapToDouble(Point::x).toArray(),
                curve.points().stream().mapToDouble(value).toArray());
    }

    private DoubleStream xs() {
        return figure.curves().stream()
                .flatMap(curve -> curve.points().stream())
                .mapToDouble(Point::x);
    }

    private static byte[] encoded(BufferedImage image) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (!ImageIO.write(image, "png", bytes)) {
                throw new IllegalStateException("This Java cannot write PNG images.");
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
