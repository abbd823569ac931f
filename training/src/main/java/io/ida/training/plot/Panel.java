package io.ida.training.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * One chart of the picture.
 *
 * @param title what it shows
 * @param xLabel what x is
 * @param yLabel what y is
 * @param yMax where the y axis ends; it begins at 0
 * @param threshold where to draw a dashed line; NaN for nowhere
 * @param overlapping whether lines often lie on each other
 * @param lines what it shows, in the order in which they are drawn
 */
record Panel(
        String title,
        String xLabel,
        String yLabel,
        double yMax,
        double threshold,
        boolean overlapping,
        List<Line> lines) {
    /** With more points than this, markers would touch. */
    private static final int MARKED = 30;

    private static final int PIXELS_BETWEEN_TICKS = 55;
    /** About what axis labels and legend leave of the width. */
    private static final int MARGIN = 170;

    private static final int MARKER = 6;
    private static final Color INK = new Color(0x33, 0x33, 0x33);
    private static final Color GRID = new Color(0xE6, 0xE6, 0xE6);
    private static final Color THRESHOLD = new Color(0x88, 0x88, 0x88);
    private static final float WIDTH = 2f;
    private static final float WIDENED = 1.3f;
    private static final BasicStroke DASHED =
            new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f, new float[] {5f, 4f}, 0f);

    /**
     * One line; a y that is NaN is left out.
     *
     * @param name what the legend says
     */
    record Line(String name, Color color, double[] x, double[] y) {
        /** The line without its gaps. */
        Line dense() {
            int[] there = IntStream.range(0, x.length)
                    .filter(index -> !Double.isNaN(y[index]))
                    .toArray();
            return new Line(
                    name,
                    color,
                    Arrays.stream(there).mapToDouble(index -> x[index]).toArray(),
                    Arrays.stream(there).mapToDouble(index -> y[index]).toArray());
        }
    }

    /** The chart; its lines have the colours and the order given. */
    XYChart chart(int width, int height, double xMin, double xMax) {
        XYChart chart = new XYChart(width, height);
        chart.setTitle(title);
        chart.setXAxisTitle(xLabel);
        chart.setYAxisTitle(yLabel);
        style(chart.getStyler(), width, xMin, xMax);
        addThreshold(chart, xMin, xMax);
        for (int index = 0; index < lines.size(); index++) {
            Line dense = lines.get(index).dense();
            if (dense.x().length > 0) {
                add(chart, dense, lines.size() - 1 - index);
            }
        }
        return chart;
    }

    /** Without a threshold a grid line at 0; without any such series, XChart would tick at every x there is. */
    private void addThreshold(XYChart chart, double xMin, double xMax) {
        double y = Double.isNaN(threshold) ? 0 : threshold;
        XYSeries series = chart.addSeries("threshold", new double[] {xMin, xMax}, new double[] {y, y});
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(Double.isNaN(threshold) ? GRID : THRESHOLD);
        series.setLineStyle(Double.isNaN(threshold) ? new BasicStroke(1f) : DASHED);
        series.setShowInLegend(false);
    }

    /** @param above how many lines are drawn after it: it is wider, so that one which they hide still shows */
    private void add(XYChart chart, Line line, int above) {
        XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
        series.setLineColor(line.color());
        float width = WIDTH + (overlapping ? WIDENED * above : 0);
        series.setLineStyle(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        series.setMarkerColor(line.color());
        series.setMarker(line.x().length > MARKED ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    }

    private void style(XYStyler styler, int width, double xMin, double xMax) {
        styler.setBaseFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitlePadding(8);
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setChartFontColor(INK);
        styler.setChartPadding(8);
        styler.setMarkerSize(MARKER);
        styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        styler.setAxisTickLabelsColor(INK);
        styler.setAxisTickMarksColor(THRESHOLD);
        styler.setPlotGridLinesColor(GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1f));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotMargin(0);
        styler.setPlotContentSize(0.97);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        styler.setLegendBorderColor(Color.WHITE);
        styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        styler.setLegendSeriesLineLength(16);
        styler.setLegendPadding(6);
        styler.setXAxisMin(xMin);
        styler.setXAxisMax(xMax);
        styler.setYAxisMin(0.0);
        styler.setYAxisMax(yMax);
        styler.setLocale(Locale.ROOT);
        styler.setXAxisDecimalPattern("#,##0");
        styler.setYAxisDecimalPattern(yMax <= 1 ? "0.0" : "#,##0");
        // Versions are whole numbers: no tick between two of them.
        double pixelsBetweenWholeNumbers = (width - MARGIN) / Math.max(1, xMax - xMin);
        styler.setXAxisTickMarkSpacingHint((int) Math.max(PIXELS_BETWEEN_TICKS, pixelsBetweenWholeNumbers));
    }
}
