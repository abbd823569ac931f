package io.ida.training.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Makes figures for tests: curves that rise, depth after depth. */
final class Figures {
    private Figures() {}

    static Figure of(int runs, int ways, int versions, int depths) {
        String[] names = {"X alone", "H + X", "H′ + X"};
        String[] runNames = {"distilled", "supervised", "third"};
        List<Curve> curves = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            for (int way = 0; way < ways; way++) {
                curves.add(curve(runNames[run], names[way], (way > 0 ? 1 : 0) + run, versions, depths));
            }
        }
        return new Figure(
                "Permutation powering, 16 names",
                "X alone and amplified, 20 held-out contexts of 16 questions each, seed 1",
                "version",
                "exponent",
                0.95,
                curves);
    }

    private static Curve curve(String run, String way, int ahead, int versions, int depths) {
        List<Point> points = new ArrayList<>();
        for (int version = 0; version < versions; version++) {
            TreeMap<Integer, Share> byDepth = new TreeMap<>();
            Share all = new Share(0, 0);
            int horizon = 0;
            for (int depth = 1; depth <= depths; depth++) {
                double ability = 1 / (1 + Math.exp(-2.5 * (version + ahead - depth - 0.3 * way.length() / 7)));
                Share share = new Share(Math.round(64 * ability), 64);
                byDepth.put(depth, share);
                all = all.plus(share);
                horizon = share.value() >= 0.95 && horizon == (1 << depth) - 1 - (depth == 1 ? 1 : 0)
                        ? (2 << depth) - 1
                        : horizon;
            }
            points.add(new Point(version, all, byDepth, horizon));
        }
        return new Curve(run, way, points);
    }
}
