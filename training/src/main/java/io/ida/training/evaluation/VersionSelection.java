package io.ida.training.evaluation;

import io.ida.events.ModelStatus;
import io.ida.events.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions of a model are meant, where 0 is X_0, which knows nothing: {@code all} (0 and every version that was
 * announced, if one was), {@code latest} (the highest promoted one), or a list like {@code 0,3,5..9}, whose ranges mean
 * what there is of them. Immutable.
 */
public final class VersionSelection {
    /** X_0 and every announced version, whatever a promotion gate said of it. */
    public static final VersionSelection ALL = new VersionSelection("all", List.of());

    /** The highest promoted version. */
    public static final VersionSelection LATEST = new VersionSelection("latest", List.of());

    private static final Pattern ITEM = Pattern.compile("([0-9]{1,9})(?:\\.\\.([0-9]{1,9}))?");

    private final String text;
    private final List<Range> ranges;

    private VersionSelection(String text, List<Range> ranges) {
        this.text = text;
        this.ranges = ranges;
    }

    private record Range(int first, int last) {
        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + ".." + last;
        }
    }

    /**
     * Reads a selection.
     *
     * @throws IllegalArgumentException if it is none; the message says what would be
     */
    public static VersionSelection parse(String text) {
        if (text.equals(ALL.text)) {
            return ALL;
        }
        if (text.equals(LATEST.text)) {
            return LATEST;
        }
        List<Range> ranges = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            Matcher parts = ITEM.matcher(item);
            boolean matches = parts.matches();
            int first = matches ? Integer.parseInt(parts.group(1)) : 0;
            int last = matches && parts.group(2) != null ? Integer.parseInt(parts.group(2)) : first;
            if (!matches || last < first) {
                throw new IllegalArgumentException(
                        "Versions are 'all', 'latest' or a list like '0,3,5..9', not '" + text + "'.");
            }
            ranges.add(new Range(first, last));
        }
        return new VersionSelection(text, List.copyOf(ranges));
    }

    /**
     * The numbers that are meant, ascending.
     *
     * @param announced every version of the model that was announced
     * @throws IllegalArgumentException if one that is named does not exist, or none is meant
     */
    List<Integer> of(String model, List<ModelVersion> announced) {
        NavigableSet<Integer> known = new TreeSet<>();
        known.add(0);
        announced.forEach(version -> known.add(version.getVersion()));
        if (this == ALL) {
            if (announced.isEmpty()) {
                throw new IllegalArgumentException("No version of " + model + " is announced. Is its name right? The"
                        + " assistant that knows nothing is --versions 0.");
            }
            return List.copyOf(known);
        }
        if (this == LATEST) {
            return List.of(announced.stream()
                    .filter(version -> version.getStatus() == ModelStatus.PROMOTED)
                    .mapToInt(ModelVersion::getVersion)
                    .max()
                    .orElseThrow(() -> new IllegalArgumentException("No version of " + model + " is promoted.")));
        }
        NavigableSet<Integer> meant = new TreeSet<>();
        for (Range range : ranges) {
            NavigableSet<Integer> there = known.subSet(range.first(), true, range.last(), true);
            if (there.isEmpty()) {
                throw new IllegalArgumentException("There is no version " + range + " of " + model + ". Announced: "
                        + (announced.isEmpty() ? "none" : "up to " + known.last()) + ".");
            }
            meant.addAll(there);
        }
        return List.copyOf(meant);
    }

    @Override
    public String toString() {
        return text;
    }
}
