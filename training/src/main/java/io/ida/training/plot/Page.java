package io.ida.training.plot;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The figure as a page: the image, the numbers as tables, and what they mean. Loads nothing. */
final class Page {
    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; margin: 2rem auto;
              padding: 0 1rem; max-width: 78rem; }
            h1 { font-size: 1.5rem; margin: 0; }
            h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
            .subtitle { color: #555; margin: .25rem 0 1rem; }
            .complaint { border-left: .25rem solid #d55e00; padding: .25rem .75rem; }
            .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
            img { width: 100%; height: auto; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-size: .875rem; font-variant-numeric: tabular-nums; }
            caption { text-align: left; color: #555; padding-bottom: .25rem; }
            th, td { padding: .25rem .75rem; text-align: right; border-bottom: 1px solid #ddd; white-space: nowrap; }
            thead th { border-bottom: 2px solid #888; }
            .way { text-align: left; }
            .able { background: #d9f0e3; font-weight: 600; }
            .asked { color: #666; font-size: .8em; font-weight: 400; }
            dt { font-weight: 600; } dd { margin: 0 0 .5rem 0; }
            """;

    private final Figure figure;

    Page(Figure figure) {
        this.figure = figure;
    }

    /**
     * The page.
     *
     * @param png the image
     * @param complaint why there is none
     */
    String html(Optional<byte[]> png, String complaint) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                <header%s>
                <h1>%s</h1>
                <p class="subtitle">%s</p>
                </header>
                %s
                %s
                %s
                </main>
                </body>
                </html>
                """.formatted(
                        escaped(figure.title()),
                        STYLE,
                        // The image has both, but those who do not see it want them, too.
                        png.isPresent() ? " class=\"unseen\"" : "",
                        escaped(figure.title()),
                        escaped(figure.subtitle()),
                        image(png, complaint),
                        figure.runs().stream().map(this::table).collect(Collectors.joining("\n")),
                        meaning());
    }

    private String image(Optional<byte[]> png, String complaint) {
        return png.map(bytes -> "<img src=\"data:image/png;base64,%s\" alt=\"%s\">"
                        .formatted(Base64.getEncoder().encodeToString(bytes), escaped(summary())))
                .orElseGet(() -> "<p class=\"complaint\">" + escaped(complaint) + "</p>");
    }

    /** The image in words. */
    private String summary() {
        return "Accuracy and horizon over " + figure.xLabel() + ". At the end: "
                + figure.curves().stream()
                        .filter(curve -> !curve.points().isEmpty())
                        .map(this::end)
                        .collect(Collectors.joining("; "))
                + ". The tables below hold all numbers.";
    }

    private String end(Curve curve) {
        Point last = curve.points().get(curve.points().size() - 1);
        return curve.run() + ", " + curve.way() + ": accuracy "
                + Numbers.share(last.all().value()) + (last.horizon() < 0 ? "" : ", horizon " + last.horizon());
    }

    private String table(String run) {
        List<Integer> depths = List.copyOf(figure.depths());
        StringBuilder rows = new StringBuilder();
        for (Curve curve : figure.curvesOf(run)) {
            for (Point point : curve.points()) {
                rows.append(row(curve, point, depths));
            }
        }
        return """
                <h2>%s</h2>
                <div class="scroll">
                <table>
                <caption>Share of right answers, and of how many, over all questions and by the depth that questions need</caption>
                <thead>
                <tr><th scope="col" class="way">who answers</th><th scope="col">%s</th><th scope="col">horizon</th><th scope="col">all</th>%s</tr>
                </thead>
                <tbody>
                %s</tbody>
                </table>
                </div>""".formatted(
                        escaped(run),
                        escaped(figure.xLabel()),
                        depths.stream()
                                .map(depth -> "<th scope=\"col\">depth " + depth + "</th>")
                                .collect(Collectors.joining()),
                        rows);
    }

    private String row(Curve curve, Point point, List<Integer> depths) {
        return "<tr><th scope=\"row\" class=\"way\">%s</th><td>%s</td><td>%s</td>%s%s</tr>\n"
                .formatted(
                        escaped(curve.way()),
                        Numbers.x(point.x()),
                        point.horizon() < 0 ? "–" : Integer.toString(point.horizon()),
                        cell(point.all()),
                        depths.stream()
                                .map(depth -> cell(point.byDepth().getOrDefault(depth, new Share(0, 0))))
                                .collect(Collectors.joining()));
    }

    private String cell(Share share) {
        String able = share.value() >= figure.threshold() ? " class=\"able\"" : "";
        String asked = share.asked() == 0 ? "" : " <span class=\"asked\">of " + share.asked() + "</span>";
        return "<td%s>%s%s</td>".formatted(able, Numbers.share(share.value()), asked);
    }

    private String meaning() {
        String threshold = Numbers.threshold(figure.threshold());
        return """
                <h2>What this says</h2>
                <dl>
                <dt>X alone</dt><dd>The assistant answers by itself.</dd>
                <dt>H + X</dt><dd>The amplified team: the supervisor H cuts the question into smaller ones, X answers those, H puts the answers together. The next version of X learns from it. H′ is a learned supervisor in the place of H, and H* one that errs now and then.</dd>
                <dt>depth</dt><dd>How many levels of amplification a question needs from an assistant that knows nothing.</dd>
                <dt>horizon</dt><dd>The largest %s at which at least %s of the answers are right, and up to which at least %s of them are.</dd>
                </dl>
                <p>Shares of at least %s are marked. The right answers come from a solver. Nothing learns from them but a supervised baseline.</p>""".formatted(escaped(figure.hardness()), threshold, threshold, threshold);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
