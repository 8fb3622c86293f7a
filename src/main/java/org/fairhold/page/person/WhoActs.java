package org.fairhold.page.person;

import java.util.List;
import java.util.stream.Stream;
import org.fairhold.casework.Stage;
import org.fairhold.representative.Representative;
import org.fairhold.representative.Representatives;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who acts for the person, as only the person sees it. What these did stands in the history. */
@Component
class WhoActs {
    record Actor(String number, String name, String email, List<String> rights, Moment since, Moment until) {}

    /** @param more whether somebody else can be named */
    record Section(List<Actor> actors, boolean more) {}

    private static final int MAX = 3;

    private final Representatives representatives;
    private final Moments moments;

    WhoActs(Representatives representatives, Moments moments) {
        this.representatives = representatives;
        this.moments = moments;
    }

    @Nullable
    Section of(Look look) {
        if (!look.self()) {
            return null;
        }
        var acting = representatives.acting(look.number(), look.reader().id());
        return new Section(
                acting.stream().map(one -> actor(one, look)).toList(),
                acting.size() < MAX
                        && (look.about().stage() != Stage.CLOSED
                                || !look.measures().isEmpty()));
    }

    private Actor actor(Representative one, Look look) {
        return new Actor(
                one.number().value(),
                one.name(),
                one.email() == null ? "—" : one.email(),
                Stream.concat(Stream.of("READ"), one.rights().stream().sorted().map(Enum::name))
                        .map(right -> look.say().of("acts.right." + right))
                        .toList(),
                moments.at(one.startedAt(), look),
                moments.at(one.endsAt(), look));
    }
}
