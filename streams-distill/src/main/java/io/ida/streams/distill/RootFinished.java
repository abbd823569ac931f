package io.ida.streams.distill;

/** The finished root of the tree came, and after the node: what came of the node could be used. */
final class RootFinished implements Check {
    @Override
    public String name() {
        return "root-finished";
    }

    @Override
    public Finding examine(FinishedNode node) {
        return switch (node.root()) {
            case DONE -> Finding.PASSED;
            case DONE_BEFORE -> new Finding.Failed("The root ended before the node did.");
            case NEVER_DONE -> new Finding.Failed("The finished root of the tree did not come in time.");
        };
    }
}
