package org.fairhold.page.person;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.fairhold.casework.Stage;
import org.fairhold.representative.Mandates;
import org.fairhold.representative.Representative;
import org.fairhold.representative.Representatives;
import org.fairhold.representative.Right;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who acts for the person, as only the person sees it. What these did stands in the history. */
@Component
class WhoActs {
    record Actor(String number, String name, String email, List<String> rights, Moment since, Moment until) {}

    /** Somebody says that they act for the person, who has not answered yet. */
    record Asking(String mandate, String name, String email, List<String> rights, Moment until) {}

    /** @param more whether somebody else can be named */
    record Section(List<Actor> actors, List<Asking> asking, boolean more) {}

    private static final int MAX = 3;

    private final Representatives representatives;
    private final Mandates mandates;
    private final Moments moments;

    WhoActs(Representatives representatives, Mandates mandates, Moments moments) {
        this.representatives = representatives;
        this.mandates = mandates;
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
                mandates.of(look.number()).stream()
                        .filter(one ->
                                one.open() && one.actsFor().equals(look.reader().id()))
                        .map(one -> new Asking(
                                one.number(),
                                one.name(),
                                one.email() == null ? "—" : one.email(),
                                rights(one.rights(), look),
                                moments.at(one.endsAt(), look)))
                        .toList(),
                acting.size() < MAX
                        && (look.about().stage() != Stage.CLOSED
                                || !look.measures().isEmpty()));
    }

    private Actor actor(Representative one, Look look) {
        return new Actor(
                one.number().value(),
                one.name(),
                one.email() == null ? "—" : one.email(),
                rights(one.rights(), look),
                moments.at(one.startedAt(), look),
                moments.at(one.endsAt(), look));
    }

    private static List<String> rights(Set<Right> rights, Look look) {
        return Stream.concat(Stream.of("READ"), rights.stream().sorted().map(Enum::name))
                .map(right -> look.say().of("acts.right." + right))
                .toList();
    }
}
