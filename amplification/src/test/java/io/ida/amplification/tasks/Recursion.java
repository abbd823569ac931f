package io.ida.amplification.tasks;

import io.ida.amplification.Assistant;
import io.ida.amplification.Conversation;
import io.ida.amplification.Instance;
import io.ida.amplification.SubQuestion;
import io.ida.amplification.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Depth-n amplification of X_0: H's sub-questions get depth n-1, and at depth 0 everything is {@code idk}. */
final class Recursion {
    private final Conversation conversation;
    private final List<Map<SubQuestion, String>> known = new ArrayList<>();

    Recursion(Task task, Instance instance) {
        this.conversation = new Conversation(task, instance);
    }

    String answer(SubQuestion question, int depth) {
        if (depth == 0) {
            return Assistant.IDK;
        }
        while (known.size() <= depth) {
            known.add(new HashMap<>());
        }
        String answer = known.get(depth).get(question);
        if (answer == null) {
            answer = conversation.answer(question, asked -> answer(asked, depth - 1));
            known.get(depth).put(question, answer);
        }
        return answer;
    }
}
