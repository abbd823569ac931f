package io.ida.streams.assist;

import io.ida.amplification.Assistant;
import io.ida.events.Question;
import java.time.Duration;
import java.util.List;

/** An assistant made slow, for experiments: each call takes longer by a fixed time. */
final class DelayedAssistant implements Assistant {
    private final Assistant assistant;
    private final Duration delay;

    DelayedAssistant(Assistant assistant, Duration delay) {
        this.assistant = assistant;
        this.delay = delay;
    }

    @Override
    public List<Reply> answer(List<Question> questions) throws InterruptedException {
        Thread.sleep(delay.toMillis());
        return assistant.answer(questions);
    }

    @Override
    public boolean immediate() {
        return false;
    }

    @Override
    public void close() {
        assistant.close();
    }
}
