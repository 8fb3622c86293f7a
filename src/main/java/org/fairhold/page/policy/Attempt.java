package org.fairhold.page.policy;

import java.util.ArrayList;
import java.util.List;
import org.fairhold.policy.Clause;

/** A lesson tried on the page of its rule: checked here, and kept nowhere. */
record Attempt(List<Answer> answers) {
    /** @param chosen counted from 1; 0 where nothing was */
    record Answer(int chosen, boolean right) {
        public String word() {
            return chosen == 0 ? "lesson.none" : right ? "lesson.yes" : "lesson.no";
        }
    }

    /** @param chosen one a question; whatever is no choice of it counts as none */
    static Attempt at(Clause.Lesson lesson, List<String> chosen) {
        List<Answer> answers = new ArrayList<>();
        for (var at = 0; at < lesson.questions().size(); at++) {
            var question = lesson.questions().get(at);
            var choice = choice(chosen.get(at), question.choices().size());
            answers.add(new Answer(choice, choice == question.correct()));
        }
        return new Attempt(answers);
    }

    private static int choice(String typed, int choices) {
        var number = typed.matches("[1-9][0-9]?") ? Integer.parseInt(typed) : 0;
        return number > choices ? 0 : number;
    }

    public long right() {
        return answers.stream().filter(Answer::right).count();
    }

    public boolean passed() {
        return right() == answers.size();
    }
}
