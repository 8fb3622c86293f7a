package org.fairhold.page.person;

import java.util.List;
import java.util.Objects;
import org.fairhold.evidence.EvidenceId;
import org.jspecify.annotations.Nullable;

/**
 * All that the page says, as a page and as JSON.
 *
 * @param actingFor whose case it is, for somebody who acts for them; absent for the person
 * @param possible what the account can do; absent for who only acts in the case, as are those who do
 */
record CaseView(
        String number,
        String language,
        String timeZone,
        @Nullable String actingFor,
        WhereItStands.State state,
        List<WhatToDo.Task> tasks,
        WhyItIs.Section why,
        WhatIsPossible.@Nullable Section possible,
        YourMoney.Section money,
        Outside.Section outside,
        WhomToAsk.Contact contact,
        List<String> next,
        OpenForms.Section forms,
        List<File> evidence,
        WhoActs.@Nullable Section representatives,
        List<WhatWasWritten.Message> messages,
        List<WhatHappened.Entry> history) {
    /** What the reader sent. */
    record File(EvidenceId id, String name, String type, int bytes, Moment received) {
        public long kilobytes() {
            return Math.max(1, Math.round(bytes / 1024.0));
        }
    }

    /** Whether the person has to do something. */
    public boolean turn() {
        return tasks.stream().anyMatch(WhatToDo.Task::open);
    }

    /** What is due first. */
    public @Nullable Moment due() {
        return tasks.stream()
                .filter(WhatToDo.Task::open)
                .map(WhatToDo.Task::due)
                .filter(Objects::nonNull)
                .min((one, other) -> one.at().compareTo(other.at()))
                .orElse(null);
    }
}
